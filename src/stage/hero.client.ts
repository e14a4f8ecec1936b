import type { SessionStage } from './stage.client.ts';

/** How long a step stays, and how much longer the last one, in milliseconds. */
const STEP_MS = 1300;
const LAST_MS = 1600;
/** How long a line joins a command to the pictures that it moves, in milliseconds. */
const THREAD_MS = 600;
const SVG = 'http://www.w3.org/2000/svg';

/**
 * Makes a stage show its telling steps again and again, as long as it is seen and nobody is at it, until the reader takes
 * over; and joins the command of the step where it stands to the pictures that it changes.
 */
export function moveByItself(stage: SessionStage): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  joinSteps(stage);
  // Who has come by the address of a step, or has moved already, is where they want to be.
  if (stage.dataset.now === undefined) loop(stage);
}

function loop(stage: SessionStage): void {
  const telling = stage.dataset.telling!.split(' ').map(Number);
  const ended = new AbortController();
  const { signal } = ended;
  let next = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let seen = true;
  let beside = false;
  let held = false;
  const play = stage.querySelector('[data-do=play]')!;
  const go = async (): Promise<void> => {
    clearTimeout(timer);
    const at = next;
    next = (next + 1) % telling.length;
    await stage.demonstrate(telling[at]!);
    wait(STEP_MS + (next === 0 ? LAST_MS : 0));
  };
  const wait = (ms: number): void => {
    clearTimeout(timer);
    const moving = seen && !beside && !held && !document.hidden && !signal.aborted;
    if (!signal.aborted) stage.dataset.loop = moving ? 'moving' : 'paused';
    if (moving) timer = setTimeout(() => void go(), ms);
  };
  const end = (): void => {
    ended.abort();
    clearTimeout(timer);
    delete stage.dataset.loop;
    play.setAttribute('aria-label', '再生');
  };
  const sight = new IntersectionObserver(
    ([entry]) => {
      seen = entry!.isIntersecting;
      wait(STEP_MS);
    },
    { threshold: 0.3 },
  );
  signal.addEventListener('abort', () => sight.disconnect());
  stage.addEventListener(
    'pointerenter',
    ({ pointerType }) => {
      if (pointerType === 'touch') return;
      beside = true;
      wait(0);
    },
    { signal },
  );
  stage.addEventListener(
    'pointerleave',
    () => {
      beside = false;
      wait(STEP_MS);
    },
    { signal },
  );
  document.addEventListener('visibilitychange', () => wait(STEP_MS), { signal });
  // Before the stage itself hears of it: what is done next is done at rest.
  const takeOver = (event: Event): void => {
    end();
    const own = (event.target as Element).closest('[data-do=own], [data-do=play]');
    if (!own || event.type !== 'click') return;
    event.stopPropagation();
    stage.querySelector<HTMLElement>('[data-do=next]')!.focus({ preventScroll: true });
  };
  stage.addEventListener(
    'focusin',
    () => {
      held = true;
      wait(0);
    },
    { signal },
  );
  for (const act of ['click', 'keydown', 'input']) stage.addEventListener(act, takeOver, { signal, capture: true });
  addEventListener('hashchange', end, { signal, capture: true });
  stage.dataset.loop = 'moving';
  play.setAttribute('aria-label', '一時停止');
  sight.observe(stage.querySelector('.sg-pictures')!);
  void go();
}

/** Draws, at each step, a line from its row in the score to the pictures that it changes, where both are in sight. */
function joinSteps(stage: SessionStage): void {
  const canvas = document.createElementNS(SVG, 'svg');
  canvas.setAttribute('class', 'sg-threads');
  canvas.setAttribute('aria-hidden', 'true');
  stage.append(canvas);
  new MutationObserver(() => {
    canvas.replaceChildren();
    if (!stage.classList.contains('sg-hero')) return;
    const number = stage.querySelector<HTMLElement>('.sg-step[data-s]')?.dataset.n;
    const row = number && stage.querySelectorAll('.sg-score li')[Number(number) - 1];
    if (!row) return;
    const origin = stage.getBoundingClientRect();
    const from = row.getBoundingClientRect();
    for (const picture of stage.querySelectorAll<HTMLElement>('.sg-picture[data-moved]')) {
      const to = picture.getBoundingClientRect();
      // Above each other, the picture stands beside its command anyway.
      if (to.left < from.right) continue;
      const [x, y] = [from.right - origin.left, (from.top + from.bottom) / 2 - origin.top];
      const [tox, toy] = [to.left - origin.left, to.top + 14 - origin.top];
      const path = document.createElementNS(SVG, 'path');
      path.setAttribute('d', `M${x} ${y}C${x + 40} ${y} ${Math.max(tox - 60, x)} ${toy} ${tox} ${toy}`);
      path.setAttribute('pathLength', '1');
      canvas.append(path);
      path.animate(
        [
          { strokeDasharray: '0 1', opacity: 1 },
          { strokeDasharray: '1 0', opacity: 1, offset: 0.45 },
          { strokeDasharray: '1 0', opacity: 1, offset: 0.75 },
          { strokeDasharray: '1 0', opacity: 0 },
        ],
        { duration: THREAD_MS, easing: 'ease-out', fill: 'forwards' },
      );
    }
  }).observe(stage, { attributeFilter: ['data-now'] });
}
