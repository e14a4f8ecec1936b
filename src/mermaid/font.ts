import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const PACKAGE = '@fontsource-variable/noto-sans-jp';
const folder = join(require.resolve(`${PACKAGE}/package.json`), '..');
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };

/** What text is measured with, on every machine alike. Readers see it in their own font, whose kana and kanji are as wide. */
export const MEASURE = { family: 'Noto Sans JP Variable', version: `${PACKAGE} ${version}` };

/** A file of the font's package, such as `index.css`. @throws where there is none */
export const fontFile = (path: string): Buffer => readFileSync(join(folder, path));
