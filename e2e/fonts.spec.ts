import type { CDPSession } from '@playwright/test';
import { expect, test } from './support/test.ts';

/** The fonts that draw an element's own text, and how many glyphs each. */
async function fontsOf(session: CDPSession, selector: string): Promise<Record<string, number>> {
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument');
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
  return Object.fromEntries(fonts.map(({ familyName, glyphCount }) => [familyName, glyphCount]));
}

test('text is drawn in the font that the project names, and in no other of this machine', async ({ page }, info) => {
  test.skip(process.platform !== 'linux', 'fontconfig gives a browser its fonts on Linux alone');
  await page.goto('1-1-namespace/');
  const session = await page.context().newCDPSession(page);
  for (const selector of ['.chapter-lead', '.chapter-title > span', '.contents-title'])
    expect(Object.keys(await fontsOf(session, selector)), selector).toEqual([info.project.metadata['font']]);
});
