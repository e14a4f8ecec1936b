/**
 * Text of what a guest printed: UTF-8, and each byte that is none as a lone surrogate, 0x80 as U+DC80 to 0xFF as U+DCFF
 * (as Python's `surrogateescape`, PEP 383). A file's name may hold any byte; so two that differ stay two.
 */
export function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return [...runs(bytes)].join('');
  }
}

/** A longest character of UTF-8 has four bytes. */
const LENGTHS = [1, 2, 3, 4];

function* runs(bytes: Uint8Array): Generator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const character = (at: number, length: number): string | undefined => {
    if (at + length > bytes.length) return undefined;
    try {
      return decoder.decode(bytes.subarray(at, at + length));
    } catch {
      return undefined;
    }
  };
  for (let at = 0; at < bytes.length; ) {
    const length = LENGTHS.find((n) => character(at, n) !== undefined);
    yield length === undefined ? String.fromCharCode(0xdc00 + bytes[at]!) : character(at, length)!;
    at += length ?? 1;
  }
}
