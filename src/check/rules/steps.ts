import { walk } from '../../chapter/node.ts';
import type { Problem } from '../../authored/problem.ts';
import type { Recording } from '../../recording/load.ts';
import { problemAt, type Rule } from '../rule.ts';
import type { Site } from '../site.ts';

/**
 * A step is named by what it types or shows, in a link that goes there: its id alone says nothing to a reader.
 *
 * A word in code is taken for an id where a session of the page has a step of that id, unless it is also the name of a
 * terminal there or was typed or shown in one of the page's sessions.
 */
export const stepNames: Rule = async (chapter, site) => {
  const recordings = await Promise.all(
    chapter.components
      .filter(({ name }) => name === 'Transcript' || name === 'Stage')
      .map(({ attributes }) => attributes.get('recording')?.value)
      .filter((name) => typeof name === 'string')
      .map((name) => site.recording(name)),
  );
  const sessions = recordings.filter((recording): recording is Recording => !Array.isArray(recording));
  const problems: Problem[] = [];
  for (const { node, parents } of walk(chapter.root)) {
    if (node.type !== 'inlineCode' || parents.some(({ type, name }) => type === 'link' || name === 'a')) continue;
    const word = node.value ?? '';
    const at = sessions.find(({ steps }) => steps.some(({ id }) => id === word));
    if (!at || sessions.some(({ scenario }) => Object.hasOwn(scenario.terminals, word))) continue;
    const seen = await Promise.all(sessions.map((session) => sees(site, session, word)));
    if (seen.includes(true)) continue;
    problems.push(
      problemAt(
        chapter,
        node,
        `\`${word}\` is the id of a step of "${at.name}": readers see no ids`,
        `Say what the step types or shows, and link to it: [...](#${at.name}.${word})`,
      ),
    );
  }
  return problems;
};

/** Whether a word was typed or shown in a session. */
async function sees(site: Site, { name, steps }: Recording, word: string): Promise<boolean> {
  const whole = new RegExp(`(?<![\\w-])${word}(?![\\w-])`);
  const texts = await Promise.all(steps.map(({ id }) => site.step(name, id)));
  return texts.some(({ command, output }) => whole.test(command) || whole.test(output));
}
