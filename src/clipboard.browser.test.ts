import { afterEach, expect, it, vi } from 'vitest';
import { copyText } from './clipboard.client.ts';

afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

it('puts text on the clipboard', async () => {
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  expect(await copyText('a\nb')).toBe(true);
  expect(write).toHaveBeenCalledExactlyOnceWith('a\nb');
});

it('does so the old way where there is no clipboard, and leaves the focus and the page as they were', async () => {
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('not allowed'));
  const button = document.body.appendChild(document.createElement('button'));
  button.focus();
  let selected = '';
  vi.spyOn(document, 'execCommand').mockImplementation(() => {
    selected = (document.activeElement as HTMLTextAreaElement).value;
    return true;
  });
  expect(await copyText('a\nb')).toBe(true);
  expect(selected).toBe('a\nb');
  expect(document.activeElement).toBe(button);
  expect(document.body.children).toHaveLength(1);
});

it('says when neither works', async () => {
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('not allowed'));
  vi.spyOn(document, 'execCommand').mockReturnValue(false);
  expect(await copyText('a')).toBe(false);
});
