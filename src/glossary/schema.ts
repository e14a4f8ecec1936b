import { z } from 'zod';
import { didYouMean } from '../authored/nearest.ts';
import { type Problem, ProblemsError } from '../authored/problem.ts';
import { readAuthored } from '../authored/yaml.ts';

const term = z.strictObject({
  /** As the text writes it. */
  term: z.string().min(1),
  /** How it is read, in hiragana: what the list is sorted by. */
  reading: z.string().regex(/^[ぁ-んー]+$/, 'write hiragana'),
  /** Other spellings that mean the same. */
  also: z.array(z.string().min(1)).optional(),
  /** What it means, in one sentence. Code stands between backquotes. */
  means: z.string().regex(/^[^。]+。$/, 'one sentence, with 。 at its end'),
  /** Slug of the section that explains it. */
  section: z.string(),
});
const list = z.record(z.string().regex(/^[a-z][a-z0-9-]*$/, 'ids are a-z, 0-9 and -'), term);

/** A term of content/glossary.yaml. */
export interface Term extends z.infer<typeof term> {
  id: string;
}

/**
 * Reads a glossary: a YAML map from id to term.
 * @param text the file's text
 * @param file its name, for messages
 * @param sections slugs there are
 * @throws {ProblemsError} with file, line and field, also where a section is not in the outline or a spelling belongs to two terms
 */
export function parseGlossary(text: string, file: string, sections: ReadonlySet<string>): Term[] {
  const { data, problem } = readAuthored(text, file, list);
  const owners = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [id, { section, term: own, also = [] }] of Object.entries(data)) {
    if (!sections.has(section))
      problems.push(
        problem([id, 'section'], `no section "${section}" in src/outline.ts`, didYouMean(section, sections)),
      );
    for (const spelling of [own, ...also]) {
      const owner = owners.get(spelling);
      if (owner !== undefined) problems.push(problem([id, 'term'], `"${spelling}" is a spelling of ${owner} already`));
      owners.set(spelling, id);
    }
  }
  if (problems.length > 0) throw new ProblemsError(problems);
  return Object.entries(data).map(([id, entry]) => ({ id, ...entry }));
}

/**
 * Terms that no chapter uses: no reader meets them.
 * @param text and file as in {@link parseGlossary}
 * @param used ids of those that chapters use
 */
export function unusedTerms(text: string, file: string, used: ReadonlySet<string>): Problem[] {
  const { data, problem } = readAuthored(text, file, list);
  return Object.entries(data)
    .filter(([id]) => !used.has(id))
    .map(([id, { term: own }]) =>
      problem([id], `no chapter uses 「${own}」`, 'Use it, give the spelling that is used in also, or delete it'),
    );
}
