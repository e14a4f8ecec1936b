import type { Page } from '@playwright/test';
import { kernelOf } from './support/steps.ts';
import { expect, test } from './support/test.ts';

/** What is on the clipboard, read as a reader would: by pasting it. */
async function pasted(page: Page): Promise<string> {
  await page.evaluate(() => {
    const area = document.createElement('textarea');
    area.id = 'pasted';
    document.body.append(area);
    // A page that scrolls goes to another step.
    area.focus({ preventScroll: true });
  });
  await page.keyboard.press('Control+V');
  const text = await page.locator('#pasted').inputValue();
  await page.locator('#pasted').evaluate((e) => e.remove());
  return text;
}

for (const { title, clipboard } of [
  { title: 'with a clipboard', clipboard: true },
  { title: 'without HTTPS', clipboard: false },
]) {
  test(`${title}, a block of code and a step are copied by the same means`, async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    if (!clipboard)
      await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined }));
    await page.goto('3-3-trust/');
    const block = page.locator('.code', { has: page.locator('pre') }).first();
    await block.hover();
    await block.getByRole('button', { name: 'コピー' }).click();
    await expect(block.getByRole('button')).toHaveText('コピーしました');
    const whole = (await block.locator('pre').textContent())!;
    expect(whole).toContain(await pasted(page));
    expect((await pasted(page)).trim()).not.toBe('');

    await page.goto('1-1-namespace/');
    const { steps } = kernelOf('uts-namespace');
    expect(steps.length).toBeGreaterThan(2);
    const transcript = page.locator('[data-stage="uts-namespace"]');
    await transcript.getByRole('slider').fill('3');
    await transcript.getByRole('button', { name: 'コマンドをコピー' }).click();
    await expect(transcript.getByRole('status')).toContainText('コピーしました');
    expect(await pasted(page)).toBe(
      (await transcript.locator(`[data-step="${steps[2]!.id}"] .tr-cmd`).first().textContent())!,
    );
  });
}

test('of a console the commands are copied with the lines they go on in, never a prompt nor output', async ({
  page,
}) => {
  await page.goto('3-3-trust/');
  const block = page.locator('.code', { has: page.locator('pre') }).first();
  // As src/markdown/code-block.ts marks a console; no chapter has one with more than a line yet.
  await block.evaluate((e) => {
    const line = (kind: string, prompt: string, text: string): string =>
      `<span class="line ${kind}">${prompt && `<span class="prompt">${prompt}</span>`}${text}</span>`;
    e.querySelector('pre')!.innerHTML = `<code>${[
      line('command', '$ ', 'docker run \\'),
      line('command', '&gt; ', '  --rm alpine'),
      line('output', '', 'hi'),
      line('command', '# ', 'id'),
    ].join('\n')}</code>`;
  });
  await block.hover();
  await block.getByRole('button', { name: 'コピー' }).click();
  await expect(block.getByRole('button')).toHaveText('コピーしました');
  expect(await pasted(page)).toBe('docker run \\\n  --rm alpine\nid');
});
