/*
 * Playing a recording, as a state machine: what happens is an event, what is to be done about it an effect, both data.
 * It knows positions and time, and nothing of a page: the same machine may stand behind buttons, a slider, scrolling or a link.
 */

/** Without motion a step appears whole and stays at least this long, in milliseconds. */
const STILL_MS = 1600;
/** How long playing waits after the reader has moved, in milliseconds. */
const LOOK_MS = 600;

/** What the machine asks about a step. */
export interface StepTimes {
  /** Milliseconds of replay from its beginning until everything has been shown, and until the next step begins. */
  shown: number;
  length: number;
  /** Milliseconds it takes to read its sentence: how long a step stays that appears whole. */
  reading: number;
  /** Names of the films it plays: what was redrawn on a screen, fetched when the step begins. */
  films: readonly string[];
}

/** What is played. Positions are numbers of steps, 0 before the first. */
export interface Playable {
  count: number;
  step(number: number): StepTimes;
  /** Whether motion is unwelcome: a step then appears whole. */
  still(): boolean;
  /** Whether the reader is to say first what a step will do: until then its outcome is hidden, and playing stops before it. */
  gated(number: number): boolean;
}

/** What all states have: `generation` is another number whenever the reader or the clock has come to another position. */
interface Standing {
  generation: number;
}

export type State = Standing &
  (
    | /** As delivered: everything is shown and nothing is marked. */ { at: 'whole' }
    | /** After a step, at rest. */ { at: 'step'; position: number }
    | /** A step is being played. Its clock stands while it waits for films. */ {
        at: 'running';
        position: number;
        /** Milliseconds of replay since the step began. */
        ms: number;
        playing: boolean;
        /** Playing ends with this step. */
        alone: boolean;
        waiting: readonly string[];
      }
    | /** A step has been shown whole, and the next one begins at `until`. */ {
        at: 'resting';
        position: number;
        ms: number;
        until: number;
        playing: boolean;
      }
  );

export type Event =
  | { type: 'play' }
  | { type: 'pause' }
  /** The reader goes to the end of a step. A number outside of the recording means its nearest position. */
  | { type: 'seek'; position: number }
  /** The reader goes on: to the end of the step that is being played, else to the next. */
  | { type: 'next' }
  | { type: 'previous' }
  /** One step is played, whatever the reader did before, and no other behind it: its question has been answered. */
  | { type: 'playStep'; position: number }
  /** Time has passed, in milliseconds of replay. */
  | { type: 'tick'; ms: number }
  /** A film has come, or never will. Of another generation it is nobody's business any more. */
  | { type: 'filmLoaded'; film: string; generation: number }
  | { type: 'filmFailed'; film: string; generation: number }
  /** The page lets go: nothing moves any more, and everything is as it was delivered. */
  | { type: 'leave' };

export type Effect =
  /** Whatever moves is brought to its end at once, and what is being fetched is given up. */
  | { do: 'settle' }
  /** The page stands at a position; `running`: its step is about to be played. */
  | { do: 'show'; position: number; running: boolean }
  /** What the step had shown by `ms` is shown. */
  | { do: 'reveal'; ms: number }
  | { do: 'loadFilm'; film: string; generation: number }
  /** A film that has come is played from here on. */
  | { do: 'startFilm'; film: string }
  /** Who follows this recording learns that it stands after a step. */
  | { do: 'announce'; position: number }
  /** The reader has come to a step that asks first. */
  | { do: 'ask'; position: number }
  /** A film will never come: its last screen, which is in the page, stands for it. */
  | { do: 'skipFilm'; film: string }
  /** Ticks are wanted from now on, or no more. */
  | { do: 'clock'; on: boolean };

export interface Advance {
  state: State;
  effects: Effect[];
}

export const START: State = { at: 'whole', generation: 0 };

/** The position of a state; null as delivered. */
export function positionOf(state: State): number | null {
  return state.at === 'whole' ? null : state.position;
}

/** Whether time goes on, or would if it had not to wait for a film. */
export function isPlaying(state: State): boolean {
  return (state.at === 'running' || state.at === 'resting') && state.playing;
}

/** What an event makes of a state, and what is to be done, in order. */
export function advance(state: State, event: Event, playable: Playable): Advance {
  switch (event.type) {
    case 'play':
      return play(state, playable);
    case 'pause':
      return isPlaying(state) ? { state: stopped(state), effects: [{ do: 'clock', on: false }] } : stay(state);
    case 'seek':
      return seek(state, event.position, playable);
    case 'next':
      return state.at === 'running'
        ? finish(state, playable)
        : asking(seek(state, state.at === 'whole' ? 1 : state.position + 1, playable), playable);
    case 'previous':
      return seek(state, (positionOf(state) ?? playable.count) - 1, playable);
    case 'playStep':
      return playStep(state, event.position, playable);
    case 'tick':
      return tick(state, event.ms, playable);
    case 'filmLoaded':
    case 'filmFailed':
      return film(state, event);
    case 'leave':
      return leave(state);
  }
}

const stay = (state: State): Advance => ({ state, effects: [] });

/** What may be seen at a position: the last step up to it whose outcome is not hidden. */
function known(position: number, playable: Playable): number {
  let at = position;
  while (at > 0 && playable.gated(at)) at -= 1;
  return at;
}

/** Who has come to a step that asks is asked. */
function asking({ state, effects }: Advance, playable: Playable): Advance {
  const position = positionOf(state)!;
  return { state, effects: position > 0 && playable.gated(position) ? [...effects, { do: 'ask', position }] : effects };
}

function stopped(state: State): State {
  return state.at === 'running' || state.at === 'resting' ? { ...state, playing: false } : state;
}

function play(state: State, playable: Playable): Advance {
  if (isPlaying(state) || playable.count === 0) return stay(state);
  const clock: Effect = { do: 'clock', on: true };
  if (state.at === 'running' || state.at === 'resting') return { state: { ...state, playing: true }, effects: [clock] };
  const position = positionOf(state);
  if (position !== null && position > 0 && playable.gated(position))
    return { state, effects: [{ do: 'ask', position }] };
  const from = position === null || position >= playable.count ? 0 : position;
  const placed: Effect[] =
    from === position
      ? []
      : [
          { do: 'show', position: from, running: false },
          { do: 'announce', position: from },
        ];
  const begun = begin(state.generation, from + 1, playable);
  // The clock last: a recording of one step shown whole has stopped it again.
  return { state: begun.state, effects: [clock, ...placed, ...begun.effects] };
}

function playStep(state: State, position: number, playable: Playable): Advance {
  const begun = begin(state.generation, position, playable, true);
  return {
    state: begun.state,
    effects: [
      { do: 'settle' },
      { do: 'clock', on: true },
      // Whoever answered from elsewhere sees the pictures come from before it.
      { do: 'announce', position: known(position - 1, playable) },
      ...begun.effects,
    ],
  };
}

/** Playing comes to a step; it stops before one that asks. */
function begin(generation: number, position: number, playable: Playable, alone = false): Advance {
  const { reading, films } = playable.step(position);
  const next = generation + 1;
  if (playable.gated(position))
    return asking(
      {
        state: { at: 'step', position, generation: next },
        effects: [
          { do: 'show', position, running: false },
          { do: 'announce', position: known(position, playable) },
          { do: 'clock', on: false },
        ],
      },
      playable,
    );
  if (playable.still()) {
    const rest = alone ? null : { ms: 0, until: Math.max(reading, STILL_MS) };
    return shownWhole(next, position, rest, true, playable);
  }
  return {
    state: { at: 'running', position, ms: 0, playing: true, alone, waiting: films, generation: next },
    effects: [
      { do: 'show', position, running: true },
      ...films.map((name): Effect => ({ do: 'loadFilm', film: name, generation: next })),
    ],
  };
}

/**
 * The whole of a step is shown; at the last, playing ends.
 *
 * @param rest how long it has been shown, and until when it stays before the next one begins; null where none is to
 */
function shownWhole(
  generation: number,
  position: number,
  rest: { ms: number; until: number } | null,
  playing: boolean,
  playable: Playable,
): Advance {
  const effects: Effect[] = [
    { do: 'show', position, running: false },
    { do: 'announce', position },
  ];
  if (rest && playing && position < playable.count)
    return { state: { at: 'resting', position, ...rest, playing: true, generation }, effects };
  return {
    state: { at: 'step', position, generation },
    effects: playing ? [...effects, { do: 'clock', on: false }] : effects,
  };
}

function finish(state: State & { at: 'running' }, playable: Playable): Advance {
  const { position, ms, playing, alone, generation } = state;
  const { shown, length } = playable.step(position);
  const rest = alone ? null : { ms: Math.max(ms, shown), until: length };
  const whole = shownWhole(generation + 1, position, rest, playing, playable);
  return { state: whole.state, effects: [{ do: 'settle' }, ...whole.effects] };
}

function seek(state: State, wanted: number, playable: Playable): Advance {
  const position = Math.min(Math.max(wanted, 0), playable.count);
  const generation = state.generation + 1;
  const shown = known(position, playable);
  const playing = isPlaying(state);
  return {
    state:
      playing && shown === position
        ? { at: 'resting', position, ms: 0, until: LOOK_MS, playing: true, generation }
        : { at: 'step', position, generation },
    effects: [
      { do: 'settle' },
      { do: 'show', position, running: false },
      { do: 'announce', position: shown },
      ...(playing && shown !== position ? [{ do: 'clock', on: false } as const] : []),
    ],
  };
}

function tick(state: State, passed: number, playable: Playable): Advance {
  if (!isPlaying(state)) return stay(state);
  if (state.at === 'running' && state.waiting.length === 0) {
    const ms = state.ms + passed;
    const reveal: Effect = { do: 'reveal', ms };
    const now = { ...state, ms };
    if (ms < playable.step(state.position).shown) return { state: now, effects: [reveal] };
    const end = finish(now, playable);
    return { state: end.state, effects: [reveal, ...end.effects] };
  }
  if (state.at === 'resting') {
    const ms = state.ms + passed;
    if (ms < state.until) return stay({ ...state, ms });
    if (state.position < playable.count) return begin(state.generation, state.position + 1, playable);
    return {
      state: { at: 'step', position: state.position, generation: state.generation },
      effects: [{ do: 'clock', on: false }],
    };
  }
  return stay(state);
}

function film(state: State, event: Event & { type: 'filmLoaded' | 'filmFailed' }): Advance {
  if (state.at !== 'running' || event.generation !== state.generation || !state.waiting.includes(event.film))
    return stay(state);
  return {
    state: { ...state, waiting: state.waiting.filter((name) => name !== event.film) },
    effects:
      event.type === 'filmFailed'
        ? [{ do: 'skipFilm', film: event.film }]
        : [
            { do: 'startFilm', film: event.film },
            { do: 'reveal', ms: state.ms },
          ],
  };
}

function leave(state: State): Advance {
  const clock: Effect[] = isPlaying(state) ? [{ do: 'clock', on: false }] : [];
  if (state.at === 'whole') return stay(state);
  const { position } = state;
  return {
    state: { at: 'step', position, generation: state.generation + 1 },
    effects: [
      ...clock,
      { do: 'settle' },
      // A step left half-way is shown whole, or it would be so only in part when the page comes back.
      ...(state.at === 'running' ? [{ do: 'show', position, running: false } as const] : []),
    ],
  };
}
