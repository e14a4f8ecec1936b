/**
 * Puts text on the clipboard, for every button that copies. Must be called while a click is handled.
 * @returns whether it is there; never rejects
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Pages that are not served over HTTPS have no clipboard of their own.
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'sr-only';
    const focused = document.activeElement as HTMLElement | null;
    document.body.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    focused?.focus();
    return copied;
  }
}
