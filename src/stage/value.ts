/** What a part of a page stands for: `inode:4026532201`, `pid:2031`, `cgroup:/demo`, as pictures write it in `data-value`. */
export interface Value {
  kind: string;
  /** As a terminal prints it. */
  text: string;
}

/** Reads `KIND:TEXT`. */
export function readValue(written: string): Value {
  const at = written.indexOf(':');
  return { kind: written.slice(0, at), text: written.slice(at + 1) };
}

/** What may stand in a word of a terminal: a value ends where none of these follows. */
const WORD = /[\w./:@-]/;

/** A number so short means something else wherever else it stands. */
const LEAST_DIGITS = 3;

/** Whether a value can be told from other text by its letters alone. */
export function isTelling({ text }: Value): boolean {
  return /^\d+$/.test(text) ? text.length >= LEAST_DIGITS : text.length > 1;
}

/** Where a text has a value as a word of its own: offsets in UTF-16 units. */
export function placesOf(value: string, text: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) {
    const [before = '', after = ''] = [text[at - 1], text[at + value.length]];
    const parted = (edge: string | undefined, beside: string): boolean => !WORD.test(edge ?? '') || !WORD.test(beside);
    // A full stop or colon ends a word as well as it goes on in one: `uts:[123]`, `0::/demo`.
    if ((parted(value[0], before) || before === ':') && (parted(value.at(-1), after) || /[.:]/.test(after)))
      places.push(at);
  }
  return places;
}

/** The known value that stands at an offset of a text; the longest where one is part of another. */
export function valueAt(text: string, offset: number, known: Iterable<string>): string | null {
  let best: string | null = null;
  for (const value of known)
    if (
      value.length > (best?.length ?? 0) &&
      placesOf(value, text).some((at) => at <= offset && offset <= at + value.length)
    )
      best = value;
  return best;
}
