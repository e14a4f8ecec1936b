import { STEP_EVENT, type StepDetail } from '../../recording/step-event.ts';
import type { Moment } from './moment.ts';
import { keepUnfolded, morph } from './morph.client.ts';

/** Draws a diagram: the same function that drew it at build. */
type Draw<Options> = (moment: Moment, options: Options) => string;

/** What a diagram does beside following. */
export interface Behaviour {
  /** Adds to markup, delivered or fresh, the attributes that are true only where scripts run: roles, tab stops. */
  prepare?(content: ParentNode): void;
  /** Listens, once; the root stays, what is in it may be exchanged. What it returns is called after every drawing. */
  attach?(root: HTMLElement): () => void;
}

/**
 * Keeps every diagram of one kind on the page at the step its source stands at, by drawing
 * it again with the function that drew it at build. Only what differs is
 * touched: what is scrolled stays where it is, the focus on the element with
 * the same data-key, and what the reader unfolded (a summary's data-key) stays
 * unfolded.
 * @param name the diagram's data-diagram; its data-options is what `draw` gets
 * @param load fetches that function; called when the reader first acts, so that reading alone loads none of it
 */
export function follow<Options>(
  name: string,
  load: () => Promise<{ draw: Draw<Options> }>,
  { prepare, attach }: Behaviour = {},
): void {
  // Found once: a step passes neither through the whole page nor through the options again.
  const diagrams = [...document.querySelectorAll<HTMLElement>(`[data-diagram="${name}"]`)].map((root) => {
    prepare?.(root);
    return {
      root,
      drawn: attach?.(root),
      options: undefined as Options | undefined,
      shown: undefined as Moment | undefined,
    };
  });
  if (diagrams.length === 0) return;
  let draw: Draw<Options> | undefined;
  /** Of every source that has stepped, where it stands. */
  const moments = new Map<string, Moment>();
  const show = () => {
    if (!draw) return;
    for (const diagram of diagrams) {
      const { root, drawn, shown } = diagram;
      const moment = moments.get(root.dataset.recording!);
      if (!moment || (shown?.number === moment.number && shown.snapshot === moment.snapshot)) continue;
      diagram.shown = moment;
      diagram.options ??= JSON.parse(root.dataset.options!) as Options;
      const template = document.createElement('template');
      template.innerHTML = draw(moment, diagram.options);
      prepare?.(template.content);
      keepUnfolded(root, template.content);
      const key = keyOfFocus(root);
      root.dataset.live = '';
      morph(root, template.content);
      if (key !== undefined && keyOfFocus(root) !== key)
        root.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
      drawn?.();
    }
  };
  // What cannot be fetched now is tried again with the next step.
  const ready = () =>
    draw
      ? undefined
      : load().then(
          (module) => {
            draw = module.draw;
            show();
          },
          () => undefined,
        );
  for (const act of ['pointerdown', 'keydown'])
    addEventListener(act, () => void ready(), { once: true, passive: true });
  document.addEventListener(STEP_EVENT, (event) => {
    const moment = (event as CustomEvent<StepDetail>).detail;
    moments.set(moment.source, moment);
    if (draw) show();
    else void ready();
  });
}

function keyOfFocus(root: HTMLElement): string | undefined {
  const { activeElement } = document;
  return activeElement && root.contains(activeElement)
    ? activeElement.closest<HTMLElement>('[data-key]')?.dataset.key
    : undefined;
}
