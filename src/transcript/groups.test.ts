import { describe, expect, it } from 'vitest';
import { GROUP_ROWS, groupHtml, type Piece } from './groups.ts';

/** Rows that the classes of a group say, a digit each. */
const rowsOf = (tag: string): number =>
  [...tag.matchAll(/tr-([uthkm])(\d)/g)].reduce(
    (sum, [, power, digit]) => sum + Number(digit) * 10 ** 'uthkm'.indexOf(power!),
    0,
  );

/** Takes the markup apart: a tree of groups with their rows, and the pieces in them. */
function parse(html: string): { rows: number; step: number; children: (ReturnType<typeof parse> | string)[] } {
  const root = { rows: 0, step: 0, children: [] as ReturnType<typeof parse>['children'] };
  const path = [root];
  for (const [tag] of html.matchAll(/<div class="tr-group[^>]*>|<\/div>|<p>.*?<\/p>/g)) {
    if (tag === '</div>') path.pop();
    else if (tag.startsWith('<p>')) path.at(-1)!.children.push(tag);
    else {
      const group = { rows: rowsOf(tag), step: Number(/data-n="(\d+)"/.exec(tag)![1]), children: [] };
      path.at(-1)!.children.push(group);
      path.push(group);
    }
  }
  return root;
}

describe('groupHtml', () => {
  const pieces = Array.from(
    { length: 3000 },
    (_, i): Piece => ({ html: `<p>${i}</p>`, rows: (i * 7) % 23, step: i + 1 }),
  );
  const tree = parse(groupHtml(pieces));
  type Group = typeof tree;
  const groupsIn = (group: Group): Group[] =>
    group.children
      .filter((child): child is Group => typeof child !== 'string')
      .flatMap((child) => [child, ...groupsIn(child)]);
  const piecesIn = (group: Group): string[] =>
    group.children.flatMap((child) => (typeof child === 'string' ? [child] : piecesIn(child)));

  it('keeps every piece, in order', () => {
    expect(piecesIn(tree)).toEqual(pieces.map((piece) => piece.html));
  });

  it('says of each group how many rows it has and with which step it begins', () => {
    for (const group of groupsIn(tree)) {
      const inside = piecesIn(group).map((html) => pieces[Number(/\d+/.exec(html)![0])]!);
      expect(group.rows).toBe(inside.reduce((sum, piece) => sum + piece.rows, 0));
      expect(group.step).toBe(inside[0]!.step);
    }
  });

  it('never has many groups side by side, and none that is very small', () => {
    for (const group of [tree, ...groupsIn(tree)]) expect(group.children.length).toBeLessThanOrEqual(32);
    const leaves = groupsIn(tree).filter((group) => typeof group.children[0] === 'string');
    for (const leaf of leaves.slice(0, -1)) expect(leaf.rows).toBeGreaterThanOrEqual(GROUP_ROWS);
  });
});
