import { tell } from '../authored/tell.ts';
import { checkProject } from './check.ts';

/** After a build that failed: it stopped at the first error, in its own words, and perhaps without a place. */
export async function tellWhy(): Promise<void> {
  const { problems } = await checkProject();
  if (problems.length === 0) return;
  console.log('\nWhat npm run check finds:\n');
  tell(problems);
}
