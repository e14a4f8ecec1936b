import type { Problem } from '../../authored/problem.ts';
import { walk } from '../../chapter/node.ts';
import type { Chapter, Component } from '../../chapter/read.ts';
import { datedProblems } from '../../components/dated/dated.ts';
import { SHAPES } from '../../components/shapes.ts';
import { problemAt, type Rule } from '../rule.ts';

const named = ({ components }: Chapter, name: string): Component[] => components.filter((c) => c.name === name);

/** As `list-style: katakana` counts. */
const CHOICES = [...'アイウエオカキクケコ'];

/** A question has an answer, and what is said to be right is one of its choices. */
export const questions: Rule = (chapter) =>
  named(chapter, 'Question').flatMap(({ node, attributes }): Problem[] => {
    const answers = named(chapter, 'Answer').filter(({ parents }) => parents.includes(node));
    const [answer] = answers;
    const problems = (['recording', 'step'] as const)
      .filter(
        (name) =>
          attributes.has(name) !== attributes.has(name === 'step' ? 'recording' : 'step') && attributes.has(name),
      )
      .map((name) =>
        problemAt(
          chapter,
          attributes.get(name)!.offset,
          `<Question> has ${name} alone`,
          'Give recording and step together',
        ),
      );
    if (!answer)
      return [
        ...problems,
        problemAt(chapter, node, 'a <Question> without an <Answer>', 'End it with <Answer>...</Answer>'),
      ];
    if (answers.length > 1) problems.push(problemAt(chapter, answers[1]!.node, 'a second <Answer> to one <Question>'));
    const choice = answer.attributes.get('choice');
    const list = [...walk(node)].find(
      ({ node: n, parents }) => n.type === 'list' && n.ordered && !parents.includes(answer.node),
    );
    const choices = CHOICES.slice(0, list?.node.children?.length ?? 0);
    if (typeof choice?.value === 'string' && !choices.includes(choice.value))
      problems.push(
        problemAt(
          chapter,
          choice.offset,
          choices.length === 0
            ? `choice="${choice.value}", but the question has no ordered list to choose from`
            : `choice="${choice.value}" is none of the question's choices`,
          choices.length === 0 ? undefined : `There are: ${choices.join(', ')}`,
        ),
      );
    return problems;
  });

/** A session stands on a page once, and what is drawn from it stands on the same page. */
export const transcripts: Rule = (chapter) => {
  const shown = new Map<string, Component>();
  const problems: Problem[] = [];
  for (const transcript of chapter.components.filter(({ name }) => name === 'Transcript' || name === 'Stage')) {
    const { attributes, node } = transcript;
    const name = attributes.get('recording')?.value ?? attributes.get('cast')?.value;
    if (transcript.name === 'Transcript' && attributes.has('recording') === attributes.has('cast')) {
      problems.push(problemAt(chapter, node, '<Transcript> needs either recording="NAME" or cast="PATH"'));
      continue;
    }
    if (typeof name !== 'string') continue;
    const first = shown.get(name);
    if (first)
      problems.push(
        problemAt(
          chapter,
          node,
          `the session of "${name}" stands in line ${chapter.place(first.node.position.start.offset).line} already: links to its steps and its diagrams know only one`,
          'Leave one out',
        ),
      );
    else shown.set(name, transcript);
  }
  for (const { name, attributes, node } of chapter.components) {
    const recording = attributes.get('recording')?.value;
    if (!DRAWN.has(name) || typeof recording !== 'string' || shown.has(recording)) continue;
    problems.push(
      problemAt(
        chapter,
        node,
        `<${name}> is drawn from the recording "${recording}", which is not shown on this page: nobody could see where it comes from`,
        `Put it into <Stage recording="${recording}" ...>, or add <Transcript recording="${recording}" />`,
      ),
    );
  }
  return problems;
};

/** Diagrams of a moment of a recording; a comparison says itself what it compares. */
const DRAWN = new Set(Object.keys(SHAPES).filter((name) => 'at' in SHAPES[name]! && name !== 'Comparison'));

/** What ages says where it was read. */
export const dated: Rule = datedProblems;
