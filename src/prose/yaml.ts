import { isScalar, parseDocument, visit } from 'yaml';
import { Draft, japanese } from './draft.ts';

/** Fields that readers don't see, or not as a text: patterns, commands, readings. */
const UNSEEN = new Set(['expect', 'run', 'setup', 'match', 'reading', 'also']);

/** What a reader reads of a YAML file: fields of whole sentences are paragraphs, all others labels. */
export function readYamlFile(source: string): Draft {
  const draft = new Draft(source);
  readYaml(draft, 0, source.length, ['say']);
  return draft;
}

/**
 * Adds every Japanese value of the YAML between two offsets.
 * @param sentences names of the fields whose value is one sentence or more
 */
export function readYaml(draft: Draft, from: number, to: number, sentences: readonly string[]): void {
  visit(parseDocument(draft.source.slice(from, to)), {
    Pair(_, { key }) {
      return isScalar(key) && UNSEEN.has(String(key.value)) ? visit.SKIP : undefined;
    },
    Scalar(where, { value, range }, path) {
      if (where === 'key' || typeof value !== 'string' || !japanese(value)) return;
      const raw = draft.source.slice(from + range![0], from + range![1]);
      const quote = /^['"]/.test(raw) ? 1 : 0;
      const pair = path.at(-1) as { key?: { value?: unknown } } | undefined;
      const add = sentences.includes(String(pair?.key?.value)) ? 'paragraph' : 'label';
      draft[add](from + range![0] + quote, from + range![0] + raw.trimEnd().length - quote);
    },
  });
}
