import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { CHROMIUM_SWITCHES, ensureChromium } from '../scripts/chromium.ts';
import { mermaidConfig } from './config.ts';
import { flatten } from './flatten.ts';
import { standIns } from './tokens.ts';

let open: Promise<{ browser: Browser; page: Page }> | undefined;

async function drawingPage(): Promise<{ browser: Browser; page: Page }> {
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_SWITCHES });
  const page = await browser.newPage();
  const dist = join(createRequire(import.meta.url).resolve('mermaid'), '..');
  await page.addScriptTag({ path: join(dist, 'mermaid.min.js') });
  const names = standIns();
  await page.addStyleTag({
    content: `:root { ${[...names].map(([name, colour]) => `${name}: ${colour};`).join(' ')} }`,
  });
  await page.evaluate((config) => {
    (globalThis as unknown as { mermaid: { initialize(c: unknown): void } }).mermaid.initialize(config);
  }, mermaidConfig(names));
  return { browser, page };
}

/**
 * Draws a Mermaid source as SVG that needs no style sheet and no script.
 * @param id unique on a page: ids inside the SVG begin with it
 * @throws with Mermaid's words where it can't read the source, or with the colours that have no name on this site
 */
export async function drawMermaid(source: string, id: string): Promise<string> {
  open ??= drawingPage();
  const { page } = await open;
  const names = Object.fromEntries(
    [...standIns()].map(([name, hex]) => [
      `rgb(${[1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)).join(', ')})`,
      name,
    ]),
  );
  const { markup, unknown } = await page.evaluate(
    async ([text, svgId, byColour, code]) => {
      const { mermaid } = globalThis as unknown as {
        mermaid: { render(id: string, text: string): Promise<{ svg: string }> };
      };
      const { svg } = await mermaid.render(svgId, text);
      // Chapters are drawn at once, and Mermaid measures in this body: what others are drawing must stay.
      const holder = document.createElement('div');
      holder.innerHTML = svg;
      document.body.append(holder);
      const drawn = (new Function(`return (${code})`)() as typeof flatten)(holder.querySelector('svg')!, byColour);
      holder.remove();
      return drawn;
    },
    [source, id, names, flatten.toString()] as const,
  );
  if (unknown.length > 0)
    throw new Error(`colours without a name on this site (src/mermaid/config.ts):\n${unknown.join('\n')}`);
  return markup;
}

/** Ends the browser, if one was needed. */
export async function stopDrawing(): Promise<void> {
  const running = open;
  open = undefined;
  if (running) await (await running).browser.close();
}
