import { describe, expect, it } from 'vitest';
import {
  advance,
  isPlaying,
  positionOf,
  START,
  type Effect,
  type Event,
  type Playable,
  type State,
} from './playback.ts';

/** Three steps of a second each, of which half is shown; the second plays films. */
function playable(films: string[] = [], more: Partial<Playable> = {}): Playable {
  return {
    count: 3,
    step: (number) => ({ shown: 500, length: 1000, reading: 0, films: number === 2 ? films : [] }),
    still: () => false,
    gated: () => false,
    ...more,
  };
}

const tick = (ms: number): Event => ({ type: 'tick', ms });
const seek = (position: number): Event => ({ type: 'seek', position });
const [play, pause, next, previous, leave] = (['play', 'pause', 'next', 'previous', 'leave'] as const).map(
  (type): Event => ({ type }),
) as [Event, Event, Event, Event, Event];

/** What comes of events, one after another; `{ loaded: name }` and `{ failed: name }` are of the newest film asked for by that name, unless a generation is given. */
function run(
  of: Playable,
  events: (Event | { loaded: string; generation?: number } | { failed: string; generation?: number })[],
): { state: State; effects: Effect[]; last: Effect[] } {
  let state: State = START;
  const effects: Effect[] = [];
  let last: Effect[] = [];
  for (const event of events) {
    const asked = (film: string) =>
      effects.findLast((e): e is Effect & { do: 'loadFilm' } => e.do === 'loadFilm' && e.film === film)!.generation;
    const happened: Event =
      'loaded' in event
        ? { type: 'filmLoaded', film: event.loaded, generation: event.generation ?? asked(event.loaded) }
        : 'failed' in event
          ? { type: 'filmFailed', film: event.failed, generation: event.generation ?? asked(event.failed) }
          : event;
    ({ state, effects: last } = advance(state, happened, of));
    effects.push(...last);
  }
  return { state, effects, last };
}

const kinds = (effects: Effect[]): string[] =>
  effects.map((e) =>
    e.do === 'show'
      ? `show ${e.position}${e.running ? ' running' : ''}`
      : e.do === 'announce'
        ? `announce ${e.position}`
        : e.do === 'skipFilm'
          ? `skip ${e.film}`
          : e.do === 'clock'
            ? `clock ${e.on ? 'on' : 'off'}`
            : e.do === 'loadFilm'
              ? `load ${e.film}`
              : e.do === 'startFilm'
                ? `start ${e.film}`
                : e.do === 'reveal'
                  ? `reveal ${e.ms}`
                  : e.do === 'ask'
                    ? `ask ${e.position}`
                    : e.do,
  );
const at = (state: State): string =>
  `${state.at} ${positionOf(state) ?? '-'}${isPlaying(state) ? ' playing' : ''}${state.at === 'running' && state.waiting.length > 0 ? ` waiting for ${state.waiting.join(', ')}` : ''}`;

describe('moving by hand', () => {
  it.each<[string, Event[], string, string[]]>([
    ['next as delivered leads to the first step', [next], 'step 1', ['settle', 'show 1', 'announce 1']],
    ['previous as delivered leads before the last', [previous], 'step 2', ['settle', 'show 2', 'announce 2']],
    ['not past the end', [seek(3), next], 'step 3', ['settle', 'show 3', 'announce 3']],
    ['not before the start', [seek(0), previous], 'step 0', ['settle', 'show 0', 'announce 0']],
    ['a number beyond', [seek(99)], 'step 3', ['settle', 'show 3', 'announce 3']],
    ['pause at rest is nothing', [seek(1), pause], 'step 1', []],
    ['time at rest is nothing', [seek(1), tick(9999)], 'step 1', []],
    ['leaving what nobody touched is nothing', [leave], 'whole -', []],
  ])('%s', (_name, events, state, last) => {
    const result = run(playable(), events);
    expect(at(result.state)).toBe(state);
    expect(kinds(result.last)).toEqual(last);
  });
});

describe('playing', () => {
  it('goes through all steps from the beginning and stops at the end', () => {
    const { state, effects } = run(playable(), [play, ...Array.from({ length: 6 }, () => tick(500))]);
    expect(kinds(effects)).toEqual([
      'clock on',
      'show 0',
      'announce 0',
      'show 1 running',
      'reveal 500',
      'settle',
      'show 1',
      'announce 1',
      'show 2 running',
      'reveal 500',
      'settle',
      'show 2',
      'announce 2',
      'show 3 running',
      'reveal 500',
      'settle',
      'show 3',
      'announce 3',
      'clock off',
    ]);
    expect(at(state)).toBe('step 3');
  });

  it.each<[string, Event[], string]>([
    ['from the step one stands at', [seek(1), play], 'running 2 playing'],
    ['from the start when it is at the end', [seek(3), play], 'running 1 playing'],
    ['play while playing changes nothing', [play, tick(100), play], 'running 1 playing'],
    ['pause keeps the place within a step', [play, tick(100), pause, tick(9999)], 'running 1'],
    ['and play goes on from there', [play, tick(100), pause, play], 'running 1 playing'],
    ['pause after a step', [play, tick(500), pause, tick(9999)], 'resting 1'],
    ['and on', [play, tick(500), pause, play, tick(500)], 'running 2 playing'],
    ['next shows the step at once and goes on playing', [play, tick(100), next], 'resting 1 playing'],
    ['so does a second next', [play, tick(100), next, next], 'resting 2 playing'],
    ['previous while a step is played', [seek(1), play, tick(100), previous], 'resting 1 playing'],
    ['a seek or link while playing rests there, then goes on', [play, seek(2), tick(600)], 'running 3 playing'],
    ['a seek to the end while playing ends', [play, seek(3), tick(600)], 'step 3'],
    ['a seek while paused within a step stays', [play, tick(100), pause, seek(2), tick(9999)], 'step 2'],
    ['next in the last step ends', [seek(2), play, next], 'step 3'],
    ['leaving shows the step whole and stops', [play, tick(100), leave, tick(9999)], 'step 1'],
    ['leaving at rest between steps stops', [play, tick(500), leave, tick(9999)], 'step 1'],
  ])('%s', (_name, events, state) => {
    expect(at(run(playable(), events).state)).toBe(state);
  });

  it('ends the clock exactly when it stops by itself, by pause or by leaving', () => {
    const clocks = (events: Event[]) => kinds(run(playable(), events).effects).filter((e) => e.startsWith('clock'));
    expect(clocks([play, pause, play, leave])).toEqual(['clock on', 'clock off', 'clock on', 'clock off']);
    expect(clocks([seek(2), play, next])).toEqual(['clock on', 'clock off']);
    expect(clocks([play, next, next, next])).toEqual(['clock on']);
  });

  it('announces a step only when it has been shown whole', () => {
    const announced = (events: Event[]) =>
      kinds(run(playable(), events).effects).filter((e) => e.startsWith('announce'));
    expect(announced([play, tick(499)])).toEqual(['announce 0']);
    expect(announced([play, tick(500)])).toEqual(['announce 0', 'announce 1']);
    expect(announced([play, next])).toEqual(['announce 0', 'announce 1']);
  });

  it('does nothing where there is no step', () => {
    expect(run(playable([], { count: 0 }), [play, tick(9999)])).toEqual({ state: START, effects: [], last: [] });
  });

  it('settles what moves before it shows another position, whatever the reader does', () => {
    for (const event of [next, previous, seek(0), seek(3), leave, tick(500)]) {
      const done = kinds(run(playable(), [seek(1), play, tick(1), event]).last);
      expect(done.indexOf('settle'), event.type).toBeGreaterThanOrEqual(0);
      expect(done.indexOf('settle'), event.type).toBeLessThan(done.findIndex((e) => e.startsWith('show')));
    }
  });
});

describe('a step with a film', () => {
  const films = playable(['a']);

  it('waits for it, its clock standing still', () => {
    const waiting = run(films, [seek(1), play, tick(9999)]);
    expect(at(waiting.state)).toBe('running 2 playing waiting for a');
    expect(waiting.last).toEqual([]);
    const started = run(films, [seek(1), play, tick(9999), { loaded: 'a' }]);
    expect(kinds(started.last)).toEqual(['start a', 'reveal 0']);
    expect(at(run(films, [seek(1), play, { loaded: 'a' }, tick(500)]).state)).toBe('resting 2 playing');
  });

  it.each<[string, Parameters<typeof run>[1], string]>([
    ['skipped while it loads', [seek(1), play, next, { loaded: 'a' }], 'resting 2 playing'],
    ['left by seeking', [seek(1), play, seek(0), { loaded: 'a' }], 'resting 0 playing'],
    ['left by a link', [seek(1), play, seek(3), { loaded: 'a' }], 'resting 3 playing'],
    ['left with the page', [seek(1), play, leave, { loaded: 'a' }], 'step 2'],
    ['failing when it is nobody’s business any more', [seek(1), play, next, { failed: 'a' }], 'resting 2 playing'],
  ])('%s: what comes late is neither started nor told', (_name, events, state) => {
    const result = run(films, events);
    expect(result.last).toEqual([]);
    expect(at(result.state)).toBe(state);
  });

  it('begun again is not mistaken for the time before', () => {
    const first = run(films, [seek(1), play]).state.generation;
    const again = run(films, [seek(1), play, seek(1), tick(600), { loaded: 'a', generation: first }]);
    expect(again.last).toEqual([]);
    expect(at(again.state)).toBe('running 2 playing waiting for a');
    expect(at(run(films, [seek(1), play, seek(1), tick(600), { loaded: 'a' }]).state)).toBe('running 2 playing');
  });

  it('may be paused while it waits: the film comes, and nothing moves until play', () => {
    const paused = run(films, [seek(1), play, pause, { loaded: 'a' }, tick(9999)]);
    expect(at(paused.state)).toBe('running 2');
    expect(kinds(paused.effects)).toContain('start a');
    expect(at(run(films, [seek(1), play, pause, play, tick(9999)]).state)).toBe('running 2 playing waiting for a');
    expect(at(run(films, [seek(1), play, pause, play, { loaded: 'a' }, tick(500)]).state)).toBe('resting 2 playing');
  });

  it('goes on without it when it cannot be had, and says so', () => {
    const failed = run(films, [seek(1), play, { failed: 'a' }]);
    expect(kinds(failed.last)).toEqual(['skip a']);
    expect(at(run(films, [seek(1), play, { failed: 'a' }, tick(500)]).state)).toBe('resting 2 playing');
  });

  it('takes a film once', () => {
    expect(run(films, [seek(1), play, { loaded: 'a' }, { loaded: 'a' }]).last).toEqual([]);
  });

  it.each([
    [
      [{ loaded: 'a' }, { loaded: 'b' }],
      ['start a', 'reveal 0', 'start b', 'reveal 0'],
    ],
    [
      [{ loaded: 'b' }, { loaded: 'a' }],
      ['start b', 'reveal 0', 'start a', 'reveal 0'],
    ],
    [
      [{ failed: 'a' }, { loaded: 'b' }],
      ['skip a', 'start b', 'reveal 0'],
    ],
  ])('waits for both of two films: %j', (arrivals, done) => {
    const two = playable(['a', 'b']);
    const [first, second] = arrivals as [{ loaded: string }, { loaded: string }];
    const one = run(two, [seek(1), play, first, tick(9999)]);
    expect(at(one.state)).toMatch(/^running 2 playing waiting for [ab]$/);
    const both = run(two, [seek(1), play, first, second]);
    expect(kinds(both.effects.slice(-done.length))).toEqual(done);
    // Play goes on: no clock is lost to the second.
    expect(at(run(two, [seek(1), play, first, second, tick(500), tick(500)]).state)).toBe('running 3 playing');
  });
});

describe('without motion', () => {
  const still = playable(['a'], { still: () => true });

  it('shows each step whole, long enough to be read, and loads no film', () => {
    const { state, effects } = run(still, [play, tick(1599), tick(1), tick(1600), tick(1600)]);
    expect(kinds(effects).filter((e) => !e.startsWith('announce'))).toEqual([
      'clock on',
      'show 0',
      'show 1',
      'show 2',
      'show 3',
      'clock off',
    ]);
    expect(at(state)).toBe('step 3');
    expect(at(run(still, [play, tick(1599)]).state)).toBe('resting 1 playing');
  });

  it('stops at once where there is one step', () => {
    const { state, effects } = run({ ...still, count: 1 }, [play]);
    expect(at(state)).toBe('step 1');
    expect(kinds(effects).at(-1)).toBe('clock off');
  });
});

describe('a step that asks first', () => {
  const gated = (...numbers: number[]): Playable => playable([], { gated: (number) => numbers.includes(number) });
  const playStep = (position: number): Event => ({ type: 'playStep', position });

  it.each<[string, number[], Event[], string, string[]]>([
    [
      'next comes to it, the pictures stay before it, and asks',
      [2],
      [seek(1), next],
      'step 2',
      ['settle', 'show 2', 'announce 1', 'ask 2'],
    ],
    ['next goes on from it, as reading does', [2], [seek(2), next], 'step 3', ['settle', 'show 3', 'announce 3']],
    ['a seek comes to it', [2], [seek(2)], 'step 2', ['settle', 'show 2', 'announce 1']],
    ['the pictures stay before the first of several', [2, 3], [seek(3)], 'step 3', ['settle', 'show 3', 'announce 1']],
    ['also before the first step', [1], [next], 'step 1', ['settle', 'show 1', 'announce 0', 'ask 1']],
    ['playing stops at it', [2], [seek(1), play], 'step 2', ['clock on', 'show 2', 'announce 1', 'clock off', 'ask 2']],
    [
      'playing that comes to it stops at it',
      [2],
      [play, tick(500), tick(500)],
      'step 2',
      ['show 2', 'announce 1', 'clock off', 'ask 2'],
    ],
    ['play asks again, even at the last', [3], [seek(3), play], 'step 3', ['ask 3']],
    [
      'a seek while playing stops there',
      [2],
      [play, seek(2)],
      'step 2',
      ['settle', 'show 2', 'announce 1', 'clock off'],
    ],
  ])('%s', (_name, asking, events, state, last) => {
    const result = run(gated(...asking), events);
    expect(at(result.state)).toBe(state);
    expect(kinds(result.last)).toEqual(last);
  });

  it('is played alone once it is answered', () => {
    const { state, effects } = run(playable(), [playStep(2), tick(500), tick(9999)]);
    expect(kinds(effects)).toEqual([
      'settle',
      'clock on',
      'announce 1',
      'show 2 running',
      'reveal 500',
      'settle',
      'show 2',
      'announce 2',
      'clock off',
    ]);
    expect(at(state)).toBe('step 2');
  });

  it('may be paused then, ended by next, and shown whole without motion', () => {
    expect(at(run(playable(), [playStep(2), tick(100), pause, play, tick(500)]).state)).toBe('step 2');
    expect(at(run(playable(), [playStep(2), tick(100), next]).state)).toBe('step 2');
    const still = run(playable([], { still: () => true }), [playStep(2)]);
    expect(at(still.state)).toBe('step 2');
    expect(kinds(still.last)).toEqual(['settle', 'clock on', 'announce 1', 'show 2', 'announce 2', 'clock off']);
  });
});

it('holds on to what it promises under any sequence of events', () => {
  let seed = 1;
  const random = (n: number): number => (seed = (seed * 48271) % 2147483647) % n;
  for (let round = 0; round < 300; round += 1) {
    const of = playable(['a', 'b'].slice(0, random(3)), {
      still: () => round % 5 === 0,
      gated: (number) => round % 3 === 0 && number === 2,
    });
    let state: State = START;
    let clock = false;
    const moving = new Set<string>();
    const asked: { film: string; generation: number }[] = [];
    for (let i = 0; i < 60; i += 1) {
      const film = asked[random(Math.max(1, asked.length))];
      const choices: Event[] = [
        play,
        pause,
        next,
        previous,
        seek(random(6) - 1),
        tick(random(700)),
        tick(random(700)),
        ...(film ? [{ type: 'filmLoaded', ...film } as const, { type: 'filmFailed', ...film } as const] : []),
        ...(random(20) === 0 ? [leave, { type: 'playStep', position: 1 } as const] : []),
      ];
      const result = advance(state, choices[random(choices.length)]!, of);
      state = result.state;
      for (const effect of result.effects) {
        if (effect.do === 'clock') clock = effect.on;
        if (effect.do === 'settle') moving.clear();
        if (effect.do === 'loadFilm') asked.push(effect);
        if (effect.do === 'startFilm') moving.add(effect.film);
        // Nothing is shown elsewhere while a film of the step before is on.
        if (effect.do === 'show') expect(moving.size).toBe(0);
        if (effect.do === 'show') expect(effect.position).toBeLessThanOrEqual(3);
        if (effect.do === 'announce') expect(of.gated(effect.position)).toBe(false);
      }
      expect(clock).toBe(isPlaying(state));
      if (state.at !== 'running') expect(moving.size).toBe(0);
    }
  }
});
