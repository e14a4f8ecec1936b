/** Japanese characters a reader takes in a minute, with terminals beside the text. */
const A_MINUTE = 500;

/**
 * How long a chapter takes to read, in minutes, at least 1.
 * @param text MDX: only what is printed as text counts, neither code fences nor tags nor attributes
 */
export function readingMinutes(text: string): number {
  const printed = text
    .replace(/^```[\s\S]*?^```/gm, '')
    .replace(/<[^>]*>/g, '')
    .replace(/\{#[\w-]+\}|[\s#*`|]/g, '');
  return Math.max(1, Math.round(printed.length / A_MINUTE));
}
