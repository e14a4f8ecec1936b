import { annotation, formatProblem, type Problem } from '../authored/problem.ts';
import { checkProject } from './check.ts';

/** Prints problems, a line each; with CI=true also as GitHub Actions marks them in a change. */
export function tell(problems: readonly Problem[]): void {
  for (const problem of problems) {
    console.log(formatProblem(problem));
    if (process.env.CI === 'true') console.log(annotation(problem));
  }
}

/** After a build that failed: it stopped at the first error, in its own words, and perhaps without a place. */
export async function tellWhy(): Promise<void> {
  const { problems } = await checkProject();
  if (problems.length === 0) return;
  console.log('\nWhat npm run check finds:\n');
  tell(problems);
}
