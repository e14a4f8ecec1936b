/** Bytes that named keys send (xterm-256color). */
const KEYS: Record<string, string> = {
  Enter: '\r',
  Tab: '\t',
  Esc: '\x1b',
  Up: '\x1b[A',
  Down: '\x1b[B',
  Right: '\x1b[C',
  Left: '\x1b[D',
  Space: ' ',
};

/** What a key of a scenario may be called, for messages. */
export const KEY_NAMES = `C-c and the like, one character, or ${Object.keys(KEYS).join(', ')}`;

/** What a key name of a scenario sends; undefined for a name that is none. */
export function keyBytes(key: string): string | undefined {
  const control = /^C-([a-z\\\]^_])$/.exec(key)?.[1];
  if (control) return String.fromCharCode(control.toUpperCase().charCodeAt(0) & 0x1f);
  if (Object.hasOwn(KEYS, key)) return KEYS[key];
  // One character as it is typed, not half of one, and none that only a name may send.
  return [...key].length === 1 && !/\p{Cc}/u.test(key) ? key : undefined;
}
