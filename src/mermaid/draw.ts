import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright';
import { CHROMIUM_SWITCHES, ensureChromium } from '../scripts/chromium.ts';
import { mermaidConfig } from './config.ts';
import { type MermaidFence, STYLE_LINE } from './fence.ts';
import { flatten } from './flatten.ts';
import { fontFile, MEASURE } from './font.ts';
import { roundedGeometry } from './geometry.ts';
import { bare, quotedLabels, referencesOf, withLetters } from './references.ts';
import { standIns } from './tokens.ts';

interface Studio {
  browser: Browser;
  page: Page;
  devtools: CDPSession;
}

/** What stands in the page that draws. */
interface Drawing {
  mermaid: { initialize(config: unknown): void; render(id: string, text: string): Promise<{ svg: string }> };
  letters: Record<string, string>;
  /** A text with the characters that its letters stand for. */
  spelt(text: string): string;
}

const ORIGIN = 'http://drawing.invalid/';
let open: Promise<Studio> | undefined;

async function studio(): Promise<Studio> {
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_SWITCHES });
  const page = await browser.newPage();
  await page.route(`${ORIGIN}**`, (route) => {
    const { pathname } = new URL(route.request().url());
    return pathname === '/'
      ? route.fulfill({ contentType: 'text/html', body: '<!doctype html><link rel="stylesheet" href="/index.css">' })
      : route.fulfill({ contentType: pathname.endsWith('.css') ? 'text/css' : 'font/woff2', body: fontFile(pathname) });
  });
  await page.goto(ORIGIN);
  const dist = join(createRequire(import.meta.url).resolve('mermaid'), '..');
  await page.addScriptTag({ path: join(dist, 'mermaid.min.js') });
  const names = standIns();
  await page.addStyleTag({
    content: `:root { ${[...names].map(([name, colour]) => `${name}: ${colour};`).join(' ')} }`,
  });
  await page.evaluate((config) => {
    const here = globalThis as unknown as Drawing;
    here.letters = {};
    here.spelt = (text) => text.replace(/[\ua000-\ua48c]/g, (letter) => here.letters[letter] ?? letter);
    // Text is spelt out as it enters the document: what Mermaid measures is what will be read.
    const { get, set } = Object.getOwnPropertyDescriptor(Node.prototype, 'textContent')!;
    Object.defineProperty(Node.prototype, 'textContent', {
      get,
      set(text: unknown) {
        set!.call(this, typeof text === 'string' ? here.spelt(text) : text);
      },
    });
    const create = document.createTextNode.bind(document);
    document.createTextNode = (text) => create(here.spelt(text));
    here.mermaid.initialize(config);
  }, mermaidConfig(names));
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('DOM.enable');
  await devtools.send('CSS.enable');
  return { browser, page, devtools };
}

/** The fonts of this machine that a text is drawn with where the pinned one lacks a character. */
async function foreignFonts({ page, devtools }: Studio, text: string): Promise<string[]> {
  await page.evaluate(
    ([words, family]) => {
      document.getElementById('probe')?.remove();
      const probe = document.createElement('p');
      probe.id = 'probe';
      probe.style.fontFamily = `"${family}"`;
      probe.append(words!);
      document.body.append(probe);
      probe.getBoundingClientRect();
    },
    [text, MEASURE.family],
  );
  const { root } = await devtools.send('DOM.getDocument');
  const { nodeId } = await devtools.send('DOM.querySelector', { nodeId: root.nodeId, selector: '#probe' });
  const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId });
  await page.evaluate(() => document.getElementById('probe')?.remove());
  return fonts.filter((font) => !font.isCustomFont).map((font) => font.familyName);
}

async function draw(fence: MermaidFence, id: string): Promise<string> {
  open ??= studio();
  const at = await open;
  const { page } = at;
  const characters = await page.evaluate((references) => {
    const area = document.createElement('textarea');
    return Object.fromEntries(
      references.flatMap((name) => {
        area.innerHTML = `&${/^(?:\d+|x[\da-f]+)$/i.test(name) ? '#' : ''}${name};`;
        return area.value.endsWith(';') && area.value !== ';' ? [] : [[name, area.value]];
      }),
    );
  }, referencesOf(fence.source));
  const { source, letters } = withLetters(fence.source, STYLE_LINE, characters);
  const byColour = Object.fromEntries(
    [...standIns()].map(([name, hex]) => [
      `rgb(${[1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)).join(', ')})`,
      name,
    ]),
  );
  // Fonts come before anything is measured with them; bold is the same file.
  const text = Object.values(letters).join('') + fence.source;
  await page.evaluate(
    async ([family, words, byLetter]) => {
      (globalThis as unknown as Drawing).letters = byLetter;
      await document.fonts.load(`13px "${family}"`, words);
      await document.fonts.ready;
    },
    [MEASURE.family, `${text} 0123456789`, letters] as const,
  );
  const drawn = await page.evaluate(
    async ([given, svgId, names, said, [flattenCode, roundCode]]) => {
      const { mermaid, spelt } = globalThis as unknown as Drawing;
      const { svg } = await mermaid.render(svgId, given).catch((error: unknown) => {
        document.getElementById(`d${svgId}`)?.remove();
        return { svg: `!${spelt(error instanceof Error ? error.message : String(error))}` };
      });
      if (svg.startsWith('!')) return svg.slice(1);
      const holder = document.createElement('div');
      holder.innerHTML = svg;
      document.body.append(holder);
      const texts = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) texts.currentNode.nodeValue = spelt(texts.currentNode.nodeValue!);
      const flattened = new Function(`return (${flattenCode})`)() as typeof flatten;
      const round = new Function(`return (${roundCode})`)() as typeof roundedGeometry;
      const result = flattened(holder.querySelector('svg')!, names, said, round);
      holder.remove();
      return result;
    },
    [
      source,
      id,
      byColour,
      { id, title: fence.title, description: fence.description },
      [flatten.toString(), roundedGeometry.toString()],
    ] as const,
  );
  if (typeof drawn === 'string') throw new Error(drawn);
  const { markup, words, unknown, unfit } = drawn;
  if (unfit.length > 0)
    throw new Error(
      `this drawing holds ${unfit.join(', ')}, which no page here can show. Draw it as another kind of diagram, or without what brings it`,
    );
  if (unknown.length > 0)
    throw new Error(
      `colours that are none of this site's (src/mermaid/config.ts). A fence sets no colours of its own; a pie has four slices at most:\n${unknown.join('\n')}`,
    );
  const shown = bare(words);
  for (const label of quotedLabels(source)) {
    const whole = label.replace(/[\ua000-\ua48c]/g, (letter) => bare(letters[letter] ?? letter));
    if (!shown.includes(whole)) throw new Error(`the drawing has lost a part of "${whole}": ${shown}`);
  }
  await refuseForeign(at, words);
  return markup;
}

/** @throws when a text has characters that the pinned font lacks: their width would be that of whatever this machine has */
async function refuseForeign(at: Studio, words: string): Promise<void> {
  const used = [...new Set(words.normalize('NFC'))].filter((character) => !/\s/.test(character));
  const fonts = await foreignFonts(at, used.join(' '));
  if (fonts.length === 0) return;
  const lacking: string[] = [];
  for (const character of used) if ((await foreignFonts(at, character)).length > 0) lacking.push(character);
  const named = lacking.map((c) => `${c} (U+${c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')})`);
  throw new Error(
    `${MEASURE.family} (${MEASURE.version}), which drawings are measured with, has no ${named.join(', ') || words}. Write it another way, or bring a font that has it (src/mermaid/font.ts)`,
  );
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Draws a fence as SVG that needs no style sheet and no script.
 * @param id unique on a page: ids inside the SVG begin with it
 * @throws with Mermaid's words where it can't read the source, with colours that have no name on this site, and where
 *   the drawing would not say what the fence says; a line in the words is one of the fence's source
 */
export function drawMermaid(fence: MermaidFence, id: string): Promise<string> {
  const drawing = last.then(() => draw(fence, id));
  last = drawing.catch(() => undefined);
  return drawing;
}

/** Ends the browser, if one was needed. */
export async function stopDrawing(): Promise<void> {
  const running = open;
  open = undefined;
  if (running) await (await running).browser.close();
}
