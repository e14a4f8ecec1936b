/** Where answers are kept, in this browser. */
const KEY = 'docker-kanzen-rikai:answers';
const VERSION = 1;

/** The answers of this browser, by the key of their question: a choice, or what was written. */
export type Answers = Record<string, string>;

/** What holds where there is no storage, and for answers that found no room: as long as the page. */
let held: Answers | null = null;

/** All answers that were kept. What is there and is none, of another version or of somebody else, is as nothing. */
export function keptAnswers(): Answers {
  if (held) return held;
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as { version?: unknown; answers?: unknown } | null;
    if (kept?.version !== VERSION || typeof kept.answers !== 'object') return {};
    return Object.fromEntries(
      Object.entries(kept.answers ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return {};
  }
}

/**
 * Keeps an answer, or takes it back.
 *
 * @param answer null to take it back
 * @returns whether it will be there at the next visit
 */
export function keepAnswer(key: string, answer: string | null): boolean {
  const { [key]: _, ...others } = keptAnswers();
  const answers = answer === null ? others : { ...others, [key]: answer };
  try {
    localStorage.setItem(KEY, JSON.stringify({ version: VERSION, answers }));
    held = null;
    return true;
  } catch {
    held = answers;
    return false;
  }
}
