import { Markup } from '../html/html.ts';

/** A diagram as a component rendered it. */
export interface Drawn {
  kind: string;
  /** The recording it follows. */
  source: string;
  /** What it may show, for drawing it again. */
  plan: { title: string };
  markup: Markup;
}

/** What an author put into a stage. */
export interface Parts {
  diagrams: Drawn[];
  /** Prose by the step that it stands behind, and where it is written. */
  prose: { step: string; at: string; markup: Markup }[];
  /** Questions by the step that they stand before, each with its answer, which stands behind it. */
  questions: { step: string; at: string; question: Markup; answer: Markup }[];
  /** What belongs to no place: scripts of the diagrams. */
  rest: string;
}

/** Values may hold a `>`. */
const ATTRIBUTES = String.raw`((?:\s+[\w-]+(?:="[^"]*")?)*)\s*`;
const DIAGRAM = new RegExp(`<kernel-diagram\\b${ATTRIBUTES}>[\\s\\S]*?</kernel-diagram>`, 'g');
const PROSE = new RegExp(`<stage-prose\\b${ATTRIBUTES}>([\\s\\S]*?)</stage-prose>`, 'g');
const QUESTION = new RegExp(
  `<stage-question\\b${ATTRIBUTES}>([\\s\\S]*?)<stage-answer>([\\s\\S]*?)</stage-answer></stage-question>`,
  'g',
);

/**
 * Takes apart what components rendered inside a stage.
 *
 * @param html of its slot
 * @param place file and line of the stage, for errors
 * @throws when there is no diagram, or something that is none of a stage's parts
 */
export function readParts(html: string, place: string): Parts {
  const prose: Parts['prose'] = [];
  const questions: Parts['questions'] = [];
  const diagrams: Drawn[] = [];
  const without = html
    .replace(QUESTION, (_, attributes: string, question: string, answer: string) => {
      questions.push({
        step: attribute(attributes, 'step'),
        at: attribute(attributes, 'at'),
        question: new Markup(question.trim()),
        answer: new Markup(answer.trim()),
      });
      return '';
    })
    .replace(PROSE, (_, attributes: string, markup: string) => {
      prose.push({ step: attribute(attributes, 'step'), at: attribute(attributes, 'at'), markup: new Markup(markup) });
      return '';
    })
    .replace(DIAGRAM, (markup: string, attributes: string) => {
      diagrams.push({
        kind: attribute(attributes, 'diagram'),
        source: attribute(attributes, 'source'),
        plan: JSON.parse(attribute(attributes, 'plan')) as Drawn['plan'],
        markup: new Markup(markup),
      });
      return '';
    });
  const rest = without.replace(/<!--[\s\S]*?-->/g, '').trim();
  const strange = rest.replace(/<(script|style)\b[\s\S]*?<\/\1>|<link\b[^>]*>/g, '').trim();
  if (strange !== '')
    throw new Error(
      `${place}: <Stage> holds diagrams of its recording, <Question step="ID"> and <After step="ID">. Put this before or behind it, or into an <After>: ${strange.replace(/\s+/g, ' ').slice(0, 80)}`,
    );
  if (diagrams.length === 0)
    throw new Error(`${place}: <Stage> has no diagram. Put one into it, or write <Transcript> instead`);
  return { diagrams, prose, questions, rest };
}

function attribute(attributes: string, name: string): string {
  const value = new RegExp(`\\sdata-${name}="([^"]*)"`).exec(attributes)?.[1];
  if (value === undefined) throw new Error(`a part of a stage has no data-${name}: ${attributes}`);
  return value.replace(/&(?:#(\d+)|(amp|lt|gt|quot));/g, (_, code?: string, entity?: string) =>
    code ? String.fromCodePoint(Number(code)) : { amp: '&', lt: '<', gt: '>', quot: '"' }[entity!]!,
  );
}
