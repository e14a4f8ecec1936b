import { annotation, formatProblem, type Problem } from './problem.ts';

/** Prints problems, a line each; with CI=true also as GitHub Actions marks them in a change. */
export function tell(problems: readonly Problem[]): void {
  for (const problem of problems) {
    console.log(formatProblem(problem));
    if (process.env.CI === 'true') console.log(annotation(problem));
  }
}
