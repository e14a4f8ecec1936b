import { describe, expect, it } from 'vitest';
import { loadRecording } from '../../recording/load.ts';
import { loginsOf, seriesOf } from '../shared/source.ts';
import { stepped } from '../shared/fixtures/stepped.ts';
import { draw } from './draw.ts';
import { layoutOf, OVERFLOW } from './model.ts';
import { plan } from './plan.ts';

const user = await loadRecording('user-namespace');
const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('the id map', () => {
  const planned = plan(seriesOf(user), { title: 't', process: 'inside', ids: 'both', logins: loginsOf(user) });
  const map = (at: string) => draw(stepped(user, at, 'test'), planned);

  it("says uid_map's ranges and who the process is, inside and outside", () => {
    expect(plain(map('root'))).toContain('中の0（root）は外の1000（shibuya）です。');
    expect(plain(map('root'))).toContain('中では0（root）、外では1000（shibuya）です。');
    expect(map('root')).toContain('im-fresh');
    expect(plain(map('ranges-map'))).toContain('中の1〜65535は外の100000〜165534です。');
    expect(map('ranges-map')).not.toContain('im-fresh');
  });

  it('is quiet in the initial user namespace', () => {
    expect(plain(map('start'))).toContain('中も外もありません');
    expect(map('start')).toContain('im-initial');
  });

  it('keeps the ranges of each side in the order of their numbers, with what lies between', () => {
    const { blocks, bands } = layoutOf([
      { inside: 0, outside: 1000, length: 1 },
      { inside: 1, outside: 100000, length: 65535 },
    ]);
    const side = (name: string) => blocks.filter((b) => b.side === name).map((b) => [b.first, b.range !== undefined]);
    expect(side('inside')).toEqual([
      [0, true],
      [1, true],
      [OVERFLOW, false],
    ]);
    expect(side('outside')).toEqual([
      [0, false],
      [1000, true],
      [1001, false],
      [100000, true],
      [165535, false],
    ]);
    expect(bands.filter((b) => b.outside.range === undefined).every((b) => b.inside.first === OVERFLOW)).toBe(true);
  });
});
