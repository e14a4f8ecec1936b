/** What came of something that was tried: it went through, was refused, went through but led nowhere, or nobody tried. */
export type Outcome = 'through' | 'refused' | 'harmless' | 'untried';

/** What the reader is told of each outcome. */
export const OUTCOMES: Record<Outcome, string> = {
  through: '通った',
  refused: '断られた',
  harmless: '届かない',
  untried: '試していない',
};

/** How Linux (errno(3): EACCES, EPERM, EROFS, ENOENT) and Docker's daemon word a refusal. */
const REFUSAL = /permission denied|not permitted|read-only file system|no such file|incompatible|not allowed/i;

/**
 * Whether a quoted output is a refusal: the recording decides, not whoever writes the table.
 * @param quoted part of a step's output
 * @param harmless whoever writes says that it went through and gained nothing
 * @param at for messages: file, line, component
 * @throws where the output is a refusal and is said to have gone through
 */
export function outcomeOf(quoted: string, harmless: boolean, at: string): Outcome {
  const refused = REFUSAL.test(quoted);
  if (refused && harmless) throw new Error(`${at}: "${quoted}" is a refusal: leave "harmless" out`);
  return refused ? 'refused' : harmless ? 'harmless' : 'through';
}
