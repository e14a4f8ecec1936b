import { afterEach, describe, expect, it } from 'vitest';
import { morph } from './morph.client.ts';

const element = (html: string): HTMLElement => {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content.firstElementChild as HTMLElement;
};
const list = (...keys: string[]) =>
  `<ul>${keys.map((k) => `<li data-key="${k}" tabindex="0"><details><summary>${k}</summary>more</details><div class="scroll"><p>${k}</p></div></li>`).join('')}</ul>`;
const item = (root: Element, key: string) => root.querySelector<HTMLElement>(`[data-key="${key}"]`)!;
const order = (root: Element) => [...root.children].map((c) => (c as HTMLElement).dataset.key);

afterEach(() => document.body.replaceChildren());

describe('a list of keyed items', () => {
  /** A list in the page in whose item b something goes on of every sort. */
  function busy() {
    const root = document.body.appendChild(element(list('a', 'b', 'c')));
    const b = item(root, 'b');
    const scroll = b.querySelector<HTMLElement>('.scroll')!;
    const sheet = document.createElement('style');
    sheet.textContent = '.scroll { block-size: 20px; overflow: auto } .scroll > p { block-size: 200px }';
    document.body.append(sheet);
    b.querySelector('details')!.open = true;
    scroll.scrollTop = 50;
    b.focus();
    const motion = b.querySelector('summary')!.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 60_000 });
    motion.currentTime = 1000;
    return { root, b, scroll, motion };
  }

  it.each([
    ['one comes before', ['new', 'a', 'b', 'c']],
    ['one comes just before', ['a', 'new', 'b', 'c']],
    ['one comes behind', ['a', 'b', 'new', 'c']],
    ['many come', ['x', 'a', 'y', 'b', 'z', 'c', 'w']],
    ['one goes', ['b', 'c']],
    ['all others go', ['b']],
    ['one goes and another comes', ['new', 'b', 'c']],
    ['its neighbours change places', ['c', 'b', 'a']],
    ['it is put elsewhere itself', ['b', 'c', 'a']],
    ['it is put to the end', ['a', 'c', 'b']],
  ])('leaves one alone when %s', (_what, keys) => {
    const { root, b, scroll, motion } = busy();
    // What the reader unfolded is carried over before; here the fresh markup has it.
    const made = element(list(...keys));
    item(made, 'b').querySelector('details')!.open = true;
    morph(root, made);
    expect(order(root)).toEqual(keys);
    expect(item(root, 'b')).toBe(b);
    expect(document.activeElement).toBe(b);
    expect(b.querySelector('details')!.open).toBe(true);
    expect(scroll.scrollTop).toBe(50);
    expect(motion.playState).toBe('running');
    expect(b.querySelector('summary')!.getAnimations()).toEqual([motion]);
  });

  it('touches no attribute of what stays as it was', async () => {
    const { root } = busy();
    const records: MutationRecord[] = [];
    const watch = new MutationObserver((all) => records.push(...all));
    watch.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    const made = element(list('a', 'new', 'b', 'c'));
    item(made, 'b').querySelector('details')!.open = true;
    morph(root, made);
    records.push(...watch.takeRecords());
    await Promise.resolve();
    expect(records).toHaveLength(1);
    expect(records[0]!.addedNodes).toHaveLength(1);
  });

  it('takes a key that stands twice for the first and then as new', () => {
    const root = element(list('a', 'a', 'b'));
    const [first, , b] = root.children;
    morph(root, element(list('b', 'a', 'a')));
    expect(order(root)).toEqual(['b', 'a', 'a']);
    expect([root.children[0], root.children[1]]).toEqual([b, first]);
  });
});

it('gives a mark of something new its motion again, and replaces what is of another kind', () => {
  const root = element('<p><b class="dg-new">新</b><i>x</i></p>');
  const mark = root.firstChild;
  morph(root, element('<p><b class="dg-new">新</b><u>x</u></p>'));
  expect(root.innerHTML).toBe('<b class="dg-new">新</b><u>x</u>');
  expect(root.firstChild).not.toBe(mark);
});

it('makes any tree of any other', () => {
  let seed = 7;
  const random = (n: number): number => (seed = (seed * 48271) % 2147483647) % n;
  const tree = (depth: number): string =>
    Array.from({ length: random(5) }, () => {
      const kind = random(5);
      if (kind === 0) return `text${random(3)}`;
      const tag = ['p', 'b', 'div'][random(3)]!;
      const key = random(2) === 0 ? ` data-key="${random(6)}"` : '';
      const more = random(3) === 0 ? ` class="c${random(3)}"` : '';
      return `<${tag}${key}${more}>${depth > 0 ? tree(depth - 1) : random(3)}</${tag}>`;
    }).join('');
  // Not parsed as a document would be: a <p> may hold a <div> here.
  const build = (html: string): Element => {
    const parsed = new DOMParser().parseFromString(
      `<div xmlns="http://www.w3.org/1999/xhtml">${html}</div>`,
      'text/xml',
    );
    return document.importNode(parsed.documentElement, true);
  };
  for (let round = 0; round < 500; round += 1) {
    const [from, to] = [tree(3), tree(3)];
    const [root, made] = [build(from), build(to)];
    root.normalize();
    made.normalize();
    const expected = made.cloneNode(true);
    morph(root, made);
    expect(root.isEqualNode(expected), `${from}\n${to}\n${root.innerHTML}`).toBe(true);
  }
});
