import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { travelling } from './travel.client.ts';

/* No layout in this DOM: boxes are where `data-at` says, animations are noted. */

let reduced: boolean;
let ways: { body: string; frames: unknown }[];
const root = document.createElement('div');
const show = (html: string) => {
  root.innerHTML = html;
};

beforeEach(() => {
  reduced = false;
  ways = [];
  vi.stubGlobal('matchMedia', () => ({ matches: reduced }));
  vi.spyOn(Element.prototype, 'getClientRects').mockReturnValue([{}] as unknown as DOMRectList);
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: HTMLElement) {
    const [x = 0, y = 0, width = 10] = (this.dataset.at ?? '').split(' ').filter(Boolean).map(Number);
    return { x, y, width } as DOMRect;
  });
  Object.assign(Element.prototype, {
    getAnimations: () => [],
    animate(this: HTMLElement, frames: unknown) {
      ways.push({ body: this.dataset.body!, frames });
    },
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('a body', () => {
  it('travels from where it was, whatever it stood in, and stays where it stays', () => {
    show('<i data-body="a" data-at="10 10"></i><i data-body="b" data-at="0 40"></i>');
    const arrive = travelling(root);
    show('<p><i data-body="a" data-at="10 90"></i></p><i data-body="b" data-at="1 41"></i>');
    arrive();
    expect(ways).toEqual([{ body: 'a', frames: { transform: ['translate(0px, -80px)', 'none'] } }]);
  });

  it('comes out of another, or fades in', () => {
    show('<i data-body="parent" data-at="0 0"></i>');
    const arrive = travelling(root);
    show(
      '<i data-body="parent" data-at="0 0"></i><i data-body="child" data-from="parent" data-at="20 30"></i><i data-body="new" data-at="0 90"></i>',
    );
    arrive();
    expect(ways).toEqual([
      { body: 'child', frames: { transform: ['translate(-20px, -30px)', 'none'] } },
      { body: 'new', frames: { opacity: [0, 1] } },
    ]);
  });

  it('goes nowhere where it is not shown, and fades in when it is', () => {
    show('<i data-body="a" data-at="0 0 0"></i><i data-body="b" data-at="0 0"></i>');
    const arrive = travelling(root);
    show('<i data-body="a" data-at="0 50"></i><i data-body="b" data-at="9 9 0"></i>');
    arrive();
    expect(ways).toEqual([{ body: 'a', frames: { opacity: [0, 1] } }]);
  });

  it('stands still where less motion is asked for', () => {
    reduced = true;
    show('<i data-body="a" data-at="10 10"></i>');
    const arrive = travelling(root);
    show('<i data-body="a" data-at="10 90"></i>');
    arrive();
    expect(ways).toEqual([]);
  });
});
