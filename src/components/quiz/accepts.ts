import { findPattern } from '../../authored/pattern.ts';
import { plainAnswer, wholly } from './judge.ts';

/**
 * What is wrong with a pattern on short answers; null where nothing is.
 *
 * @param accepts as the author wrote it
 * @param output of the step that the question is about: a line of it must be accepted, or all of it. Undefined where it
 * is about none
 */
export function acceptsProblem(
  accepts: string,
  output: string | undefined,
): { message: string; advice?: string } | null {
  try {
    const pattern = wholly(accepts);
    const given = output === undefined ? [''] : [output, ...output.split('\n')].map(plainAnswer);
    const matches = given.filter((text) => findPattern(pattern, 'iu', text) !== null);
    if (output === undefined || matches.length > 0) return null;
    return { message: `"${accepts}" does not accept what the step printed`, advice: `There is:\n${output}` };
  } catch (error) {
    return { message: `"${accepts}" ${(error as Error).message}` };
  }
}
