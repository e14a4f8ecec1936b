/** A short answer as it is judged: full-width letters and digits are as good as others, and how much space stands between words counts for nothing. */
export function plainAnswer(text: string): string {
  return text.normalize('NFKC').trim().replaceAll(/\s+/g, ' ');
}

/** The regular expression (flags i and u) that a plain answer matches as a whole, of what an author wrote. */
export function wholly(accepts: string): string {
  return `^(?:${accepts})$`;
}

/** How the choices of a question are called, as `list-style: katakana` counts. */
export const CHOICES: readonly string[] = [...'アイウエオカキクケコ'];
