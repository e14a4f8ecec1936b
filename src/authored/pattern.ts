import { createContext, runInContext } from 'node:vm';

/** Milliseconds a pattern may look, on a busy machine too: outputs are short, and one that needs longer would go on for hours. */
const LIMIT = 5000;
const room = createContext({ source: '', flags: '', text: '' }) as { source: string; flags: string; text: string };

/**
 * What an author's regular expression finds in a text. Nested repetitions such as `(.*)*x$` take time without end
 * (a build would hang), so the search is broken off.
 * @param limit milliseconds
 * @throws where it is no regular expression, or takes too long
 */
export function findPattern(source: string, flags: string, text: string, limit = LIMIT): RegExpExecArray | null {
  Object.assign(room, { source, flags, text });
  try {
    return runInContext('new RegExp(source, flags).exec(text)', room, { timeout: limit }) as RegExpExecArray | null;
  } catch (error) {
    const { name, message } = error as Error;
    if (name === 'SyntaxError') throw new Error(`is not a valid regular expression: ${message}`);
    // Out of time, or out of places to come back to.
    throw new Error(`finds no end within ${limit / 1000} s: write it without a repetition inside a repetition`);
  }
}
