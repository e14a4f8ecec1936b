import type { z } from 'astro/zod';
import { findPattern } from '../../authored/pattern.ts';
import { didYouMean } from '../../authored/nearest.ts';
import type { Problem } from '../../authored/problem.ts';
import { names } from '../../components/names.ts';
import { checkProps } from '../../components/props.ts';
import { SHAPES } from '../../components/shapes.ts';
import type { Component, Chapter } from '../../chapter/read.ts';
import type { Selector } from '../../diagrams/shared/select.ts';
import { checkSelectors, seriesOf } from '../../diagrams/shared/source.ts';
import { unknownComponents } from '../../markdown/imports.ts';
import { findSection, SLUGS } from '../../outline.ts';
import type { Snapshot } from '../../kernel/snapshot.ts';
import type { Recording } from '../../recording/load.ts';
import { problemAt, type Rule } from '../rule.ts';
import type { Site } from '../site.ts';

/** Components exist, take what they are given, and what they name is there. */
export const components: Rule = async (chapter, site) => [
  ...unknownComponents(chapter),
  ...(await Promise.all(chapter.components.map((component) => attributes(chapter, component, site)))).flat(),
];

async function attributes(chapter: Chapter, component: Component, site: Site): Promise<Problem[]> {
  const { name, attributes: given, spread, node } = component;
  const shape = Object.hasOwn(SHAPES, name) ? SHAPES[name] : undefined;
  if (!shape || spread) return [];
  const broken = [...given].filter(([, { error }]) => error !== undefined);
  if (broken.length > 0)
    return broken.map(([attribute, { error, offset }]) =>
      problemAt(
        chapter,
        offset,
        `<${name}> ${attribute}: ${error}`,
        'What stands in {...} is JavaScript: words need quotes',
      ),
    );
  // Where it stands in its parent's slots is Astro's matter.
  const values = Object.fromEntries(
    [...given].filter(([key]) => key !== 'slot').map(([key, { value }]) => [key, value]),
  );
  const result = checkProps(name, shape, values);
  const at = (attribute: string | undefined) => given.get(attribute ?? '')?.offset ?? node;
  if ('problems' in result)
    return result.problems.map(({ attribute, message, advice }) => problemAt(chapter, at(attribute), message, advice));
  const found: Problem[] = [];
  for (const [attribute, schema] of Object.entries(shape)) {
    const wrong = await lookUp(schema, values[attribute], {
      ...stageOf(chapter, component),
      ...scopeOf(values),
      chapter,
      site,
    });
    found.push(
      ...wrong.map(({ message, advice }) =>
        problemAt(chapter, at(attribute), `<${name}> ${attribute}: ${message}`, advice),
      ),
    );
  }
  return found;
}

/** What the names beside a value belong to. */
interface Scope {
  chapter: Chapter;
  site: Site;
  recording?: string;
  step?: string;
}

type Wrong = Pick<Problem, 'message' | 'advice'>;

function scopeOf(values: object): Pick<Scope, 'recording' | 'step'> {
  const { recording, step } = values as Record<string, unknown>;
  return { ...(typeof recording === 'string' ? { recording } : {}), ...(typeof step === 'string' ? { step } : {}) };
}

/** What stands in a stage speaks of its recording. */
function stageOf(chapter: Chapter, { parents }: Component): Pick<Scope, 'recording'> {
  const stage = chapter.components.find(({ name, node }) => name === 'Stage' && parents.includes(node));
  return stage ? scopeOf({ recording: stage.attributes.get('recording')?.value }) : {};
}

/** What of a value names something that is not there. */
async function lookUp(schema: z.core.SomeType, value: unknown, scope: Scope): Promise<Wrong[]> {
  if (value === undefined) return [];
  const named = names.get(schema as z.ZodType)?.names;
  if (named) return NAMED[named](value as never, scope);
  const def = (schema as z.core.$ZodType)._zod.def as {
    innerType?: z.core.SomeType;
    element?: z.core.SomeType;
    options?: z.core.SomeType[];
    shape?: Record<string, z.core.SomeType>;
  };
  if (def.innerType) return lookUp(def.innerType, value, scope);
  if (def.element) return each((value as unknown[]).map((item) => lookUp(def.element!, item, scope)));
  if (def.options) {
    const fits = def.options.find((option) => (option as z.ZodType).safeParse(value).success);
    return fits ? lookUp(fits, value, scope) : [];
  }
  if (!def.shape || typeof value !== 'object' || value === null) return [];
  const inner = { ...scope, ...scopeOf(value) };
  return each(
    Object.entries(def.shape).map(([key, field]) => lookUp(field, (value as Record<string, unknown>)[key], inner)),
  );
}

const each = async (all: Promise<Wrong[]>[]): Promise<Wrong[]> => (await Promise.all(all)).flat();

const none = (what: string, name: string, all: Iterable<string>, otherwise?: string): Wrong[] => {
  const advice = didYouMean(name, all) ?? otherwise;
  return [{ message: `no ${what} "${name}"`, ...(advice === undefined ? {} : { advice }) }];
};

/** The recording a name belongs to, undefined where that is wrong itself: it is told once, beside its own name. */
async function recordingOf({ recording, site }: Scope): Promise<Recording | undefined> {
  if (recording === undefined) return undefined;
  const found = await site.recording(recording);
  return Array.isArray(found) ? undefined : found;
}

/** A name that the recording's snapshots must have in some step. */
async function amongSnapshots(
  what: string,
  name: string,
  scope: Scope,
  namesOf: (snapshot: Snapshot) => string[],
): Promise<Wrong[]> {
  const recording = await recordingOf(scope);
  if (!recording) return [];
  const there = new Set(seriesOf(recording).snapshots.flatMap(namesOf));
  return there.has(name) ? [] : none(`${what} of recording "${recording.name}" is called`, name, there);
}

/** The cgroups above one: `/a/b` is in `/a`, that in `/`. */
const parentsOf = (path: string): string[] =>
  path.split('/').map((_, depth, parts) => parts.slice(0, depth).join('/') || '/');

const stepIds = (recording: Recording): string[] => recording.steps.map(({ id }) => id);

async function pattern(value: string, scope: Scope, part: 'output' | 'command'): Promise<Wrong[]> {
  const recording = await recordingOf(scope);
  if (!recording || scope.step === undefined || !stepIds(recording).includes(scope.step)) return [];
  const text = (await scope.site.step(recording.name, scope.step))[part];
  try {
    if (findPattern(value, 'mu', text) !== null) return [];
  } catch (error) {
    return [{ message: `"${value}" ${(error as Error).message}` }];
  }
  return [
    {
      message: `"${value}" is not in what step "${scope.step}" ${part === 'output' ? 'printed' : 'typed'}`,
      advice: `There is:\n${text}`,
    },
  ];
}

const NAMED: Record<
  NonNullable<ReturnType<typeof names.get>>['names'],
  (value: never, scope: Scope) => Promise<Wrong[]> | Wrong[]
> = {
  async recording(name: string, { site }) {
    if (!site.recordingNames.includes(name))
      return none('recording', name, site.recordingNames, 'Write its scenario.yaml first');
    const found = await site.recording(name);
    // A recording that is wrong is told at its own file; one that was never made, where it is asked for.
    return Array.isArray(found) && found.some(({ message }) => message === 'not recorded yet')
      ? [{ message: `"${name}" is not recorded yet`, advice: `Run npm run record -- ${name}` }]
      : [];
  },
  async step(id: string, scope) {
    const recording = await recordingOf(scope);
    return !recording || stepIds(recording).includes(id)
      ? []
      : none(`step of recording "${recording.name}" is called`, id, stepIds(recording));
  },
  async moment(id: string, scope) {
    const recording = await recordingOf(scope);
    return !recording || ['start', ...stepIds(recording)].includes(id)
      ? []
      : none(`step of recording "${recording.name}" is called`, id, ['start', ...stepIds(recording)]);
  },
  output: (value: string, scope) => pattern(value, scope, 'output'),
  typed: (value: string, scope) => pattern(value, scope, 'command'),
  async process(value: Selector, scope) {
    const recording = await recordingOf(scope);
    if (!recording) return [];
    try {
      checkSelectors(seriesOf(recording), [value], '');
      return [];
    } catch (error) {
      return [{ message: (error as Error).message.replace(/^: processes: /, '') }];
    }
  },
  stack: (name: string, scope) =>
    amongSnapshots('stack of layers', name, scope, (s) => (s.stacks ?? []).map((stack) => stack.name)),
  cgroup: (path: string, scope) =>
    amongSnapshots('cgroup', path, scope, (s) => s.cgroups.flatMap((c) => [c.path, ...parentsOf(c.path)])),
  async directory(path: string, scope) {
    const listed = (await recordingOf(scope))?.scenario.watch.files?.map((watched) => watched.path) ?? [path];
    return listed.includes(path) ? [] : none('directory listed by the recording is called', path, listed);
  },
  source: (id: string, { site }) =>
    site.sources?.has(id) === false ? none('source', id, site.sources, 'Add it to content/references.yaml') : [],
  section: (slug: string) => (findSection(slug) ? [] : none('section', slug, SLUGS)),
  figure(id: string, { chapter }) {
    const figures = chapter.components
      .filter(({ name }) => name === 'Figure' || name === 'Stage')
      .map(({ attributes: given }) => String(given.get('id')?.value));
    return figures.includes(id) ? [] : none('figure of this chapter has the id', id, figures);
  },
  // parseProps looks for the file.
  cast: () => [],
};
