import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/**
 * Japanese fonts that packages bring, both with all characters of JIS X 0208 (Noto without ≒). They are as unlike as the fonts readers have: BIZ
 * UDPGothic's Latin is a sixth wider, its digits a third, its kana are narrower and proportional, its lines lower.
 */
const PACKAGES = {
  'Noto Sans JP': '@expo-google-fonts/noto-sans-jp',
  'BIZ UDPGothic': '@expo-google-fonts/biz-udpgothic',
} as const;

/** The monospace that stands in till the site's own has come (src/styles/fonts.css), as on most Linux machines. */
const MONO = { name: 'DejaVu Sans Mono', of: 'dejavu-fonts-ttf', folder: 'ttf', files: 'DejaVuSansMono' } as const;

export type FontName = keyof typeof PACKAGES;

/** The font that pages are tested in, where no other is named. */
export const FONT: FontName = 'Noto Sans JP';

const WEIGHTS = ['400Regular', '700Bold'];

/** XML of a path. */
const escaped = (path: string): string => path.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const preferred = (generic: string, family: string): string =>
  `  <alias binding="strong"><family>${generic}</family><prefer><family>${family}</family></prefer></alias>`;

const packageFolder = (name: string): string => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));

/**
 * The environment for a browser that is to see one Japanese font, one monospace and none of the machine's, so that
 * text is as wide on every Linux:
 *
 *     chromium.launch({ executablePath, args: CHROMIUM_SWITCHES, env: fontEnvironment(FONT) })
 *
 * fontconfig (https://www.freedesktop.org/software/fontconfig/fontconfig-user.html) reads FONTCONFIG_FILE; a browser
 * on another system ignores it and takes the system's fonts. Writes the configuration, and fontconfig its cache, under
 * .cache/fonts of the current folder.
 * @returns process.env with FONTCONFIG_FILE
 */
export function fontEnvironment(font: FontName): Record<string, string> {
  const folder = resolve('.cache/fonts', font.toLowerCase().replaceAll(' ', '-'));
  const file = join(folder, 'fonts.conf');
  const mono = join(packageFolder(MONO.of), MONO.folder);
  const configuration = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
    '<fontconfig>',
    ...WEIGHTS.map((weight) => `  <dir>${escaped(join(packageFolder(PACKAGES[font]), weight))}</dir>`),
    `  <dir>${escaped(mono)}</dir>`,
    `  <selectfont><rejectfont><glob>${escaped(mono)}/*</glob></rejectfont></selectfont>`,
    `  <selectfont><acceptfont><glob>${escaped(mono)}/${MONO.files}*</glob></acceptfont></selectfont>`,
    preferred('sans-serif', font),
    preferred('monospace', MONO.name),
    `  <cachedir>${escaped(join(folder, 'cache'))}</cachedir>`,
    '</fontconfig>',
    '',
  ].join('\n');
  mkdirSync(folder, { recursive: true });
  // Several workers of a test run begin at once, and one's browser may be reading.
  if (!existsSync(file) || readFileSync(file, 'utf8') !== configuration) {
    const own = `${file}.${process.pid}`;
    writeFileSync(own, configuration);
    renameSync(own, file);
  }
  return { ...(process.env as Record<string, string>), FONTCONFIG_FILE: file };
}
