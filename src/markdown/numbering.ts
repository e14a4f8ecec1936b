import { defineHastPlugin, type HastVisitorContext } from 'satteri';
import { findSection } from '../outline.ts';
import { placeOf } from './place.ts';

/**
 * Numbers what a chapter counts (figures, questions, citations) in document
 * order, before components run: they are rendered concurrently and can't count.
 *
 * Components get attributes the author doesn't write:
 * - all: `data-at`, the file, line and column, for error messages (see parseProps)
 * - Figure, Stage, FigureRef: `number`, as printed (`1.1-2`)
 * - Question: `number` (`1`); in a Stage the stage's `recording`, and `staged`
 * - Answer: `recording`, `step` and `staged` of its question
 * - Cite: `number`, and `first` on the first citation of its entry
 */
interface Counts {
  file: string;
  figures: Map<string, string>;
  figureCount: number;
  questionCount: number;
  /** Of the question and the stage last met. */
  question?: Record<string, string>;
  stage?: { recording: string; end: Point };
  cited: string[];
}

interface Point {
  line: number;
  column: number;
}

interface Jsx {
  name?: string | null;
  attributes: readonly { type: string; name?: string; value?: unknown }[];
  position?: { start: Point; end: Point } | undefined;
}

const KEY = 'chapterCounts';
const JSX = ['mdxJsxFlowElement', 'mdxJsxTextElement'] as const;

function attribute(node: Jsx, name: string): string | undefined {
  const found = node.attributes.find((a) => a.type === 'mdxJsxAttribute' && a.name === name);
  return typeof found?.value === 'string' ? found.value : undefined;
}

function required(ctx: HastVisitorContext, node: Jsx, name: string): string {
  const value = attribute(node, name);
  if (!value) throw new Error(`${placeOf(ctx, node)}: <${node.name}> needs ${name}="..." as a plain string`);
  return value;
}

const isBefore = (a: Point, b: Point): boolean => a.line < b.line || (a.line === b.line && a.column < b.column);

const present = (values: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined));

/** The number figures start with: `1.1` of 1-1-namespace.mdx. */
function sectionNumber(ctx: HastVisitorContext): string {
  const slug = ctx.fileURL?.pathname.replace(/^.*\//, '').replace(/\.mdx$/, '') ?? '';
  return findSection(slug)?.section.number ?? slug;
}

/** First pass: counts, and writes the numbers known at once. */
export const number = () =>
  defineHastPlugin({
    name: 'number',
    options: { position: true },
    before(_root, ctx) {
      const counts: Counts = {
        file: sectionNumber(ctx),
        figures: new Map(),
        figureCount: 0,
        questionCount: 0,
        cited: [],
      };
      ctx.data[KEY] = counts;
    },
    ...forEachJsx([], (node, ctx) => {
      if (!node.name || !/^[A-Z]/.test(node.name)) return;
      const counts = ctx.data[KEY] as Counts;
      ctx.setProperty(node as never, 'data-at', placeOf(ctx, node));
      switch (node.name) {
        case 'Figure':
        case 'Stage': {
          const id = required(ctx, node, 'id');
          const number = `${counts.file}-${++counts.figureCount}`;
          if (counts.figures.has(id))
            throw new Error(`${placeOf(ctx, node)}: a figure with id "${id}" stands above already; ids must differ`);
          counts.figures.set(id, number);
          ctx.setProperty(node as never, 'number', number);
          if (node.name === 'Stage' && node.position)
            counts.stage = { recording: required(ctx, node, 'recording'), end: node.position.end };
          break;
        }
        case 'Question': {
          const own = { recording: attribute(node, 'recording'), step: attribute(node, 'step') };
          const { stage } = counts;
          const staged = stage && node.position && isBefore(node.position.start, stage.end);
          counts.question = present(staged ? { ...own, recording: stage.recording, staged: 'true' } : own);
          for (const [name, value] of Object.entries({ ...counts.question, number: String(++counts.questionCount) }))
            ctx.setProperty(node as never, name, value);
          break;
        }
        case 'Answer':
          for (const [name, value] of Object.entries(counts.question ?? {}))
            ctx.setProperty(node as never, name, value);
          break;
        case 'Cite': {
          const id = required(ctx, node, 'id');
          if (!counts.cited.includes(id)) {
            counts.cited.push(id);
            ctx.setProperty(node as never, 'first', 'true');
          }
          ctx.setProperty(node as never, 'number', String(counts.cited.indexOf(id) + 1));
          break;
        }
      }
    }),
  });

/** Second pass: what refers to numbers that may stand further down. */
export const refer = () =>
  defineHastPlugin({
    name: 'refer',
    options: { position: true },
    ...forEachJsx(['FigureRef'], (node, ctx) => {
      const counts = ctx.data[KEY] as Counts;
      const id = required(ctx, node, 'id');
      const number = counts.figures.get(id);
      if (!number) {
        const known = [...counts.figures.keys()].join(', ') || 'none';
        throw new Error(`${placeOf(ctx, node)}: no figure "${id}" in this chapter (there are: ${known})`);
      }
      ctx.setProperty(node as never, 'number', number);
    }),
  });

function forEachJsx(filter: string[], visit: (node: Jsx, ctx: HastVisitorContext) => void) {
  const visitor = { filter, visit };
  return { [JSX[0]]: visitor, [JSX[1]]: visitor } as Record<
    (typeof JSX)[number],
    {
      filter: string[];
      visit: (node: never, ctx: HastVisitorContext) => void;
    }
  >;
}
