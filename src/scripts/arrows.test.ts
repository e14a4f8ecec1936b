import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

/** What a folder of src may import beside itself and packages (.github/HOUSE.md). Tests and fixtures may look anywhere. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  asciicast: [],
  authored: [],
  probe: ['kernel'],
  recording: ['kernel', 'asciicast', 'authored', 'probe'],
  recorder: ['kernel', 'asciicast', 'authored', 'probe', 'recording', 'terminal'],
  chapter: ['authored', 'outline.ts'],
  sources: ['kernel', 'recording'],
};
/** Pages, what they are made of, and commands. */
const SITE = ['pages', 'layouts', 'chapter', 'markdown', 'recorder', 'check', 'prose', 'bench', 'scripts'];
/** What the logic of a stage, and of what it joins, may not know. */
const MAY_NOT: Readonly<Record<string, readonly string[]>> = {
  stage: SITE,
  transcript: [...SITE, 'stage', 'diagrams'],
  diagrams: [...SITE, 'stage', 'transcript'],
};

const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g;

it('imports run one way', () => {
  const climbing = globSync('src/*/**/*.ts')
    .filter((file) => !/\.test\.ts$|\/fixtures\//.test(file))
    .flatMap((file) => {
      const roomOf = (path: string) => path.split('/')[1]!;
      const room = roomOf(file);
      const allowed = (to: string) => (MAY[room] ? MAY[room].includes(to) : !MAY_NOT[room]?.includes(to));
      return [...readFileSync(file, 'utf8').matchAll(IMPORT)]
        .map(([, path]) => roomOf(join(dirname(file), path!)))
        .filter((to) => to !== room && !allowed(to))
        .map((to) => `${file} -> ${to}`);
    });
  expect(climbing).toEqual([]);
});
