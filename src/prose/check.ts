import { fileURLToPath } from 'node:url';
import { createLinter, loadTextlintrc } from 'textlint';
import type { Draft, Place } from './draft.ts';

/** What a rule has against a text. */
export interface Finding extends Place {
  /** The preset's name and the rule's, as in `ja-technical-writing/max-ten`. */
  rule: string;
  message: string;
}

/** Finds what some rules have against a text, in the order of the text. */
export type Check = (draft: Draft) => Promise<Finding[]>;

/**
 * Reads rules and the dictionary; takes about a second.
 * @param config `textlintrc.yml` for sentences, `words.textlintrc.yml` for pieces of them
 */
export async function loadRules(config = 'textlintrc.yml'): Promise<Check> {
  const linter = createLinter({
    descriptor: await loadTextlintrc({ configFilePath: fileURLToPath(new URL(config, import.meta.url)) }),
  });
  return async (draft) => {
    const { messages } = await linter.lintText(draft.text, 'draft.md');
    return messages.map(({ ruleId, message, range }) => ({ rule: ruleId, message, ...draft.place(range[0]) }));
  };
}
