import type { Problem } from '../../authored/problem.ts';
import { walk } from '../../chapter/node.ts';
import type { Chapter, Component } from '../../chapter/read.ts';
import { datedProblems } from '../../components/dated/dated.ts';
import { acceptsProblem } from '../../components/quiz/accepts.ts';
import { CHOICES } from '../../components/quiz/judge.ts';
import { SHAPES } from '../../components/shapes.ts';
import { problemAt, type Rule } from '../rule.ts';

const named = ({ components }: Chapter, name: string): Component[] => components.filter((c) => c.name === name);

/** A question has an answer, and what is said to be right is one of its choices, or accepts what was recorded. */
export const questions: Rule = async (chapter, site) => {
  const asked = new Map<Component, Set<unknown>>();
  const all = named(chapter, 'Question').map(async (question): Promise<Problem[]> => {
    const { node, attributes, parents } = question;
    const stage = named(chapter, 'Stage').find((one) => parents.includes(one.node));
    const answers = named(chapter, 'Answer').filter((one) => one.parents.includes(node));
    const [answer] = answers;
    const problems = stage ? inStage(chapter, question, stage, asked) : alone(chapter, question);
    if (!answer)
      return [
        ...problems,
        problemAt(chapter, node, 'a <Question> without an <Answer>', 'End it with <Answer>...</Answer>'),
      ];
    if (answers.length > 1) problems.push(problemAt(chapter, answers[1]!.node, 'a second <Answer> to one <Question>'));
    const [choice, accepts] = [answer.attributes.get('choice'), answer.attributes.get('accepts')];
    if (stage && !choice && !accepts)
      problems.push(
        problemAt(
          chapter,
          answer.node,
          'in a stage the reader answers before the session goes on, but this <Answer> judges nothing',
          'Write choice="ア" and an ordered list of choices, or accepts="..."; a question to think about stands at the end of the chapter',
        ),
      );
    if (choice && accepts)
      problems.push(
        problemAt(
          chapter,
          accepts.offset,
          '<Answer> has choice and accepts',
          'A reader chooses or writes: leave one out',
        ),
      );
    problems.push(...ofChoices(chapter, question, answer));
    if (typeof accepts?.value === 'string') {
      const [recording, step] = [(stage ?? question).attributes.get('recording')?.value, attributes.get('step')?.value];
      const known = typeof recording === 'string' && typeof step === 'string';
      // A step that is not there is told at its own name.
      const output = known
        ? await site.step(recording, step).then(
            (captured) => captured.output,
            () => undefined,
          )
        : undefined;
      const wrong = acceptsProblem(accepts.value, output);
      if (wrong) problems.push(problemAt(chapter, accepts.offset, `<Answer> accepts: ${wrong.message}`, wrong.advice));
    }
    return problems;
  });
  return (await Promise.all(all)).flat();
};

/** A question outside of a stage is about a recorded step, or about none. */
function alone(chapter: Chapter, { attributes }: Component): Problem[] {
  return (['recording', 'step'] as const)
    .filter(
      (name) => attributes.has(name) !== attributes.has(name === 'step' ? 'recording' : 'step') && attributes.has(name),
    )
    .map((name) =>
      problemAt(
        chapter,
        attributes.get(name)!.offset,
        `<Question> has ${name} alone`,
        name === 'step'
          ? 'Give recording and step together, or put it into the <Stage> of that step'
          : 'Give recording and step together',
      ),
    );
}

/** A question in a stage stands before one of its steps. */
function inStage(
  chapter: Chapter,
  { node, attributes }: Component,
  stage: Component,
  asked: Map<Component, Set<unknown>>,
): Problem[] {
  const [recording, step] = [attributes.get('recording'), attributes.get('step')];
  if (recording)
    return [
      problemAt(
        chapter,
        recording.offset,
        '<Question> in a <Stage> has a recording of its own',
        'Leave it out: it is about the step of the stage',
      ),
    ];
  if (!step)
    return [
      problemAt(
        chapter,
        node,
        'a <Question> in a <Stage> without a step',
        'Write step="ID": it stands before that step. A question about none stands in the <Quiz>',
      ),
    ];
  const known = asked.get(stage) ?? new Set();
  asked.set(stage, known);
  if (known.has(step.value))
    return [
      problemAt(chapter, step.offset, `step "${String(step.value)}" is asked about already`, 'Ask once before a step'),
    ];
  known.add(step.value);
  return [];
}

/** What is said to be right is one of the choices. */
function ofChoices(chapter: Chapter, { node }: Component, answer: Component): Problem[] {
  const choice = answer.attributes.get('choice');
  if (typeof choice?.value !== 'string') return [];
  const list = [...walk(node)].findLast(
    ({ node: n, parents }) => n.type === 'list' && n.ordered && !parents.includes(answer.node),
  );
  const choices = CHOICES.slice(0, list?.node.children?.length ?? 0);
  if (choices.includes(choice.value)) return [];
  return [
    problemAt(
      chapter,
      choice.offset,
      choices.length === 0
        ? `choice="${choice.value}", but the question has no ordered list to choose from`
        : `choice="${choice.value}" is none of the question's choices`,
      choices.length === 0 ? undefined : `There are: ${choices.join(', ')}`,
    ),
  ];
}

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
