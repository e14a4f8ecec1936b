import { z } from 'zod';
import { readAuthored } from '../authored/yaml.ts';
import type { Finding } from './check.ts';
import type { Draft } from './draft.ts';

/** Where the exceptions are. */
export const EXCEPTIONS = 'content/prose-exceptions.yaml';

const list = z.array(
  z.strictObject({
    /** Path of the file, from the root of the repository. */
    file: z.string(),
    /** As a finding names it. */
    rule: z.string(),
    /** Words of the source line the finding is in. */
    text: z.string().min(1),
    /** Why the rule is wrong here. */
    why: z.string().min(10),
  }),
);

/** A finding that is no fault, and why. */
export type Exception = z.infer<typeof list>[number];

/**
 * Reads content/prose-exceptions.yaml.
 * @param text the file's text
 * @param file its name, for messages
 * @throws naming file, line and field
 */
export const parseExceptions = (text: string, file: string): Exception[] => readAuthored(text, file, list).data;

/**
 * Takes the findings away that an exception excuses.
 * @returns those that stay, and the exceptions of this file that excused none
 */
export function excuse(
  findings: readonly Finding[],
  exceptions: readonly Exception[],
  draft: Draft,
  file: string,
): { kept: Finding[]; idle: Exception[] } {
  const own = exceptions.filter((exception) => exception.file === file);
  const excuses = ({ rule, text }: Exception, finding: Finding) =>
    finding.rule === rule && draft.line(finding.line).includes(text);
  return {
    kept: findings.filter((finding) => !own.some((exception) => excuses(exception, finding))),
    idle: own.filter((exception) => !findings.some((finding) => excuses(exception, finding))),
  };
}
