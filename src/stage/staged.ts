import { html, type Markup } from '../html/html.ts';
import { changed } from '../diagrams/changed.ts';
import type { Hue } from '../diagrams/shared/hue.ts';
import { seriesOf } from '../diagrams/shared/source.ts';
import type { Recording } from '../recording/load.ts';
import type { Moment } from '../sources/moment.ts';
import type { Picture, StageView } from './markup.ts';
import type { Drawn, Parts } from './parts.ts';

/**
 * A stage's pictures, the steps that change them, and the prose and questions between its steps.
 *
 * @param place file and line of the stage, for errors
 * @throws when a diagram follows another recording, prose or a question stands at a step that is not there, two
 * questions stand at one, or no step changes any picture
 */
export function staged(
  recording: Recording,
  { diagrams, prose, questions }: Parts,
  place: string,
): Pick<StageView, 'pictures' | 'changes' | 'annotations'> {
  const ids = recording.steps.map((step) => step.id);
  for (const { name, step, at } of [
    ...prose.map((part) => ({ ...part, name: 'After' })),
    ...questions.map((part) => ({ ...part, name: 'Question' })),
  ])
    if (!ids.includes(step))
      throw new Error(
        `${at}: <${name} step="${step}">: recording "${recording.name}" has no such step. There are: ${ids.join(', ')}`,
      );
  const asked = new Map(questions.map((part) => [part.step, part]));
  const second = questions.find((part) => asked.get(part.step) !== part);
  if (second) throw new Error(`${second.at}: <Question step="${second.step}">: that step is asked about already`);
  for (const { source, kind } of diagrams)
    if (source !== recording.name)
      throw new Error(
        `${place}: <Stage recording="${recording.name}"> holds a ${kind} of the recording "${source}", which would never move. Give it the same recording, or put it into a <Figure>`,
      );
  const hues = diagrams.map((diagram) => huesOf(diagram, recording));
  const changes = ids.map((_, i) => i + 1).filter((n) => hues.some((steps) => steps.has(n)));
  if (changes.length === 0)
    throw new Error(
      `${place}: no step of "${recording.name}" changes a picture of its stage. Write <Transcript recording="${recording.name}" />, and the diagram into a <Figure>`,
    );
  const behind = new Map<string, Markup[]>();
  for (const { step, markup } of prose) behind.set(step, [...(behind.get(step) ?? []), markup]);
  return {
    pictures: diagrams.map(
      ({ plan, markup }, i): Picture => ({ title: plan.title, markup, changes: [...hues[i]!.keys()] }),
    ),
    changes,
    annotations: {
      sign: (n) => (changes.includes(n) ? signOf([...new Set(hues.flatMap((steps) => steps.get(n) ?? []))]) : null),
      question: (id) => asked.get(id) ?? null,
      prose: (id) => {
        const all = behind.get(id);
        return all ? html`<div class="sg-prose flow">${all}</div>` : null;
      },
    },
  };
}

/**
 * Numbers of the steps that a stage shows by itself.
 *
 * @param ids of the steps
 * @param changes numbers of the steps that change a picture
 * @param place file and line, for errors
 * @throws when there is no such step, or it changes nothing that could be seen
 */
export function tellingSteps(
  { name, steps }: Recording,
  ids: readonly string[],
  changes: readonly number[],
  place: string,
): number[] {
  return ids.map((id) => {
    const number = steps.findIndex((step) => step.id === id) + 1;
    if (!changes.includes(number))
      throw new Error(
        `${place}: telling="${id}": ${number === 0 ? `recording "${name}" has no such step` : 'this step changes no picture'}. Those that do: ${changes.map((n) => steps[n - 1]!.id).join(', ')}`,
      );
    return number;
  });
}

/** In which hues each step that changes a diagram is marked, by the step's number. */
function huesOf({ kind, plan }: Drawn, recording: Recording): Map<number, readonly Hue[]> {
  const { snapshots, samples } = seriesOf(recording);
  const count = recording.steps.length;
  const hues = recording.steps.map((_, i) => {
    const measured = samples?.[i + 1];
    const moment: Moment = {
      number: i + 1,
      count,
      snapshot: snapshots[i + 1]!,
      before: snapshots[i]!,
      ...(measured && { samples: measured }),
    };
    return [i + 1, changed(kind, moment, plan)] as const;
  });
  return new Map(hues.filter(([, of]) => of.length > 0));
}

/** The sign of a step that changes a picture: a bead for each hue. */
function signOf(hues: readonly Hue[]): Markup {
  return html`<span class="sg-sign">${hues.map((hue) => html`<i class="${hue === 'ink' ? 'sg-ink' : `ns-${hue}`}"></i>`)}
    <span class="sr-only">図が変わる手順</span></span>`;
}
