import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { draw } from './draw.ts';
import { closers, deadEnds, leavesOf, waysTo, type Branch, type Leaf, type Node } from './model.ts';
import { parseTree, type Surroundings } from './read.ts';
import { remains } from './words.ts';

const leaf = (id: string, ...closed: string[]): Leaf => ({
  id,
  name: id,
  likelihood: 'default',
  closed,
  eased: [],
  source: { label: 's', title: 't', href: 'https://example.org/' },
});
const branch = (id: string, kind: Branch['kind'], ...parts: Node[]): Branch => ({ id, name: id, kind, parts });
const of = (...ids: string[]) => new Set(ids);

describe('what remains of a tree', () => {
  const tree = branch(
    'goal',
    'all',
    branch('in', 'any', leaf('a', 'x'), leaf('b')),
    branch('out', 'any', leaf('c', 'x', 'y'), branch('both', 'all', leaf('d', 'y'), leaf('e', 'z'))),
  );

  it('counts every way: sums of alternatives, products of what is needed together', () => {
    expect(waysTo(tree, of())).toBe(4);
    expect(waysTo(tree.parts[0]!, of())).toBe(2);
  });

  it.each([
    [['x'], 1, 'one mitigation closes leaves in both parts'],
    [['z'], 2, 'one part of an all closes the whole of it'],
    [['y'], 0, 'an any is closed with the last of its parts'],
    [['y', 'x', 'z'], 0, 'what is closed stays closed'],
  ])('%j leaves %i ways: %s', (done, ways) => expect(waysTo(tree, new Set(done as string[]))).toBe(ways));

  it('tells what is open but leads nowhere', () => {
    expect([...deadEnds(tree, of('z'))]).toEqual(['d']);
    expect([...deadEnds(tree, of('y'))].sort()).toEqual(['a', 'b', 'e', 'in']);
    expect([...deadEnds(tree, of())]).toEqual([]);
  });

  it('asks only about what closes something', () => {
    const mitigations = ['x', 'y', 'z', 'w'].map((id) => ({ id, name: id, how: '。' }));
    expect(closers({ goal: tree, mitigations }).map((m) => m.id)).toEqual(['x', 'y', 'z']);
    expect(remains({ goal: tree, mitigations }, of('x'))).toContain(
      '4通りのうち1通りが残ります。使える手口は5個のうち3個。次に効くのは「y」で、0通り',
    );
    expect(remains({ goal: tree, mitigations }, of('y'))).toContain('木にない道は数えていません');
  });
});

const around: Surroundings = {
  section: (slug, heading) =>
    slug === '1-1-namespace'
      ? { label: '1.1', href: `/${slug}/${heading ? `#${heading}` : ''}` }
      : slug === '9-9-later'
        ? { label: '9.9' }
        : `no section "${slug}" in src/outline.ts`,
  source: (key, part) => (key === 'known' ? { label: part, title: 'T', href: 'https://example.org/' } : undefined),
};
const good = `goal:
  id: goal
  name: <目標>
  any:
    - id: first
      name: "\`code\`で入る"
      likelihood: default
      closed: [lock]
      section: 1-1-namespace#user
      source: { id: known, at: K01 }
    - id: second
      name: 別の道
      likelihood: flaw
      section: 9-9-later
      source: { id: known, at: K02 }
mitigations:
  - id: lock
    name: 鍵
    how: 鍵を掛ける。
`;
const read = (text: string) => parseTree(text, 'x.yaml', around);

describe('the file of a tree', () => {
  it('is read with its sections and sources found', () => {
    const { goal, mitigations } = read(good);
    expect(leavesOf(goal).map((l) => [l.id, l.section, l.source.label, l.closed])).toEqual([
      ['first', { label: '1.1', href: '/1-1-namespace/#user' }, 'K01', ['lock']],
      ['second', { label: '9.9' }, 'K02', []],
    ]);
    expect(mitigations).toHaveLength(1);
  });

  it.each([
    ['likelihood: default', 'likelihood: often', /x\.yaml:7:\d+: goal\.any\.0\.likelihood/],
    ['      likelihood: flaw\n', '', /x\.yaml:11:\d+: goal\.any\.1\.likelihood: a leaf says/],
    [
      'closed: [lock]',
      'closed: [look]',
      /x\.yaml:8:\d+: goal\.any\.0\.closed\.0: no mitigation "look"; there are lock/,
    ],
    ['section: 9-9-later', 'section: 8-8-never', /x\.yaml:14:\d+: .*no section "8-8-never"/],
    ['{ id: known, at: K02 }', '{ id: other, at: K02 }', /x\.yaml:15:\d+: .*no source "other"/],
    ['id: second', 'id: first', /x\.yaml:11:\d+: .*"first" is used twice/],
    ['name: 別の道', 'nmae: 別の道', /x\.yaml:12:7: .*Did you mean name\?/],
    ['closed: [lock]', 'closed: []', /x\.yaml:17:\d+: .*no leaf is closed or eased by "lock"/],
    ['  any:', '  likelihood: flaw\n  any:', /x\.yaml:4:\d+: goal\.likelihood: only a leaf/],
    ['goal:\n', 'goal:\n  : - [', /x\.yaml:\d+:\d+: /],
  ])('says the line where %j became %j', (from, to, message) => {
    expect(good).toContain(from);
    expect(() => read(good.replace(from, to))).toThrow(message);
  });
});

describe('the drawing', () => {
  const tree = read(good);
  const options = { title: 't', tree, unfolded: 1 };
  const node = (html: string, id: string) => new RegExp(`<li class="([^"]*)" data-node="${id}">`).exec(html)?.[1];

  it('escapes what it is given and has no style', () => {
    const html = draw([], options);
    expect(html).toContain('&lt;目標&gt;');
    expect(html).toContain('<code>code</code>で入る');
    expect(html).not.toMatch(/undefined|NaN|\[object|\sstyle=/);
  });

  it('links a written chapter and names one that is not', () => {
    const html = draw([], options);
    expect(html).toContain('<a class="sec" href="/1-1-namespace/#user">1.1</a>');
    expect(html).toContain('<span class="sec">9.9</span>');
  });

  it('marks what is closed by more than colour', () => {
    expect(node(draw([], options), 'first')).toBe('at-leaf');
    const html = draw(['lock'], options);
    expect(node(html, 'first')).toBe('at-leaf at-closed');
    expect(node(html, 'goal')).not.toContain('at-closed');
    expect(html).toContain('（閉じた）');
    expect(html).toMatch(/value="lock" checked/);
  });
});

it('the tree of this site is whole, and no single mitigation closes it', () => {
  const tree = parseTree(readFileSync('content/attack-tree.yaml', 'utf8'), 'content/attack-tree.yaml', {
    section: (slug) => ({ label: slug }),
    source: (key) => ({ label: key, title: key, href: 'https://example.org/' }),
  });
  expect(leavesOf(tree.goal).length).toBeGreaterThan(12);
  const all = waysTo(tree.goal, of());
  for (const m of closers(tree)) expect(waysTo(tree.goal, of(m.id)), m.id).toBeGreaterThan(0);
  for (const m of closers(tree)) expect(waysTo(tree.goal, of(m.id)), m.id).toBeLessThan(all);
});
