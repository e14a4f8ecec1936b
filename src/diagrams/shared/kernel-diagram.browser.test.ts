import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Snapshot } from '../../kernel/snapshot.ts';
import type { Moment, Series } from '../../sources/moment.ts';
import { sources } from '../../sources/sources.ts';
import { defineDiagrams } from './kernel-diagram.client.ts';

/** A kind of diagram that shows its moment's number and its plan. */
const picture = ({ number }: Moment, plan: unknown): string =>
  `<div class="dg-head"><p class="dg-moment">手順 ${number}/3 のあと</p></div><p class="picture">${number} ${JSON.stringify(plan)}</p><p class="dg-note">note</p>`;
const draw = vi.fn(picture);
const drawing = vi.fn(() => Promise.resolve({ draw }));
const attach = vi.fn(() => () => undefined);
const prepare = vi.fn();
const plan = vi.fn((series: Series, props: unknown, _shown?: unknown) => ({ seen: series.snapshots.length, props }));
const planning = vi.fn(() => Promise.resolve({ plan }));
const absent = vi.fn(() => Promise.reject(new TypeError('404')));
let arrive: () => void;
defineDiagrams({
  slow: {
    draw: () =>
      new Promise((resolve) => {
        arrive = () => resolve({ draw: draw as never });
      }),
    plan: planning as never,
  },
  test: { draw: drawing as never, plan: planning as never, behaviour: { attach, prepare } },
  broken: {
    draw: () =>
      Promise.resolve({
        draw: () => {
          throw new Error('cannot');
        },
      }),
    plan: planning as never,
  },
  absent: { draw: absent, plan: planning as never },
  within: { draw: drawing as never, plan: planning as never, within: true },
});

let count = 0;
let name: string;
let publish: (number: number, more?: Partial<Moment>) => void;
const moment = (number: number): Moment => ({
  number,
  count: 3,
  snapshot: { processes: [], uptime: number } as unknown as Snapshot,
  before: null,
});
const diagram = (kind = 'test') => {
  const template = document.createElement('template');
  template.innerHTML = `<kernel-diagram class="dg" data-diagram="${kind}" data-source="${name}" data-plan='{"rows":[1]}'>${picture(moment(3), null)}</kernel-diagram>`;
  return template.content.firstElementChild as HTMLElement;
};
const shown = (of: Element) => of.querySelector('.picture')!.textContent;
const trouble = (of: Element) => of.querySelector('[role=alert]')?.textContent;
const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  count += 1;
  name = `source-${count}`;
  const publisher = sources.provide(name, 'test');
  publish = (number, more) => publisher.publish({ ...moment(number), ...more });
});
afterEach(() => {
  document.body.replaceChildren();
  vi.clearAllMocks();
});

describe('a diagram in the page', () => {
  it('is drawn within a step only where its kind knows what was measured then', async () => {
    const [one, other] = [document.body.appendChild(diagram()), document.body.appendChild(diagram('within'))];
    publish(1);
    await settled();
    const { snapshot } = moment(1);
    for (const elapsed of [0, 40]) publish(2, { snapshot, elapsed });
    expect([shown(one), shown(other)]).toEqual(['1 {"rows":[1]}', '2 {"rows":[1]}']);
    expect(draw.mock.calls.map(([of]) => of.elapsed)).toEqual([undefined, undefined, 0, 40]);
    publish(2);
    expect([shown(one), shown(other)]).toEqual(['2 {"rows":[1]}', '2 {"rows":[1]}']);
  });

  it('stays as delivered until its source is moved, then follows', async () => {
    const one = document.body.appendChild(diagram());
    expect(shown(one)).toBe('3 null');
    expect(drawing).not.toHaveBeenCalled();
    publish(1);
    await settled();
    expect(shown(one)).toBe('1 {"rows":[1]}');
    // What draws it is there: the next step waits for nothing.
    publish(2);
    expect(shown(one)).toBe('2 {"rows":[1]}');
  });

  it('inserted late stands at once where its source stands', async () => {
    publish(2);
    const late = document.body.appendChild(diagram());
    await settled();
    expect(shown(late)).toMatch(/^2 /);
  });

  it('draws a moment once, and listens once, however often it is moved', () => {
    const one = document.body.appendChild(diagram());
    publish(1);
    document.body.appendChild(document.createElement('div')).append(one);
    document.body.append(one);
    draw.mockClear();
    publish(1);
    publish(2);
    expect(draw).toHaveBeenCalledTimes(2);
    expect(attach).toHaveBeenCalledTimes(1);
    expect(shown(one)).toMatch(/^2 /);
  });

  it('taken out follows no more, and catches up when it is back', () => {
    const one = document.body.appendChild(diagram());
    publish(1);
    one.remove();
    publish(2);
    expect(shown(one)).toMatch(/^1 /);
    document.body.append(one);
    expect(shown(one)).toMatch(/^2 /);
  });

  it('follows its own source alone', () => {
    const one = document.body.appendChild(diagram());
    publish(1);
    sources.provide(`${name}-other`, 'test').publish(moment(2));
    expect(shown(one)).toMatch(/^1 /);
  });
});

describe('a diagram of a source without an end', () => {
  it('is planned anew from all that the source has shown, with its own props', async () => {
    const machine = sources.provide(`${name}-machine`, 'lab', { terminals: {} });
    const one = diagram();
    one.dataset.source = `${name}-machine`;
    one.removeAttribute('data-plan');
    one.dataset.props = '{"root":"/demo"}';
    document.body.append(one);
    machine.publish({ ...moment(0), count: null });
    await settled();
    expect(shown(one)).toBe('0 {"seen":1,"props":{"root":"/demo"}}');
    machine.publish({ ...moment(1), count: null });
    expect(shown(one)).toBe('1 {"seen":2,"props":{"root":"/demo"}}');
    // What is shown keeps its place; what was taken back has none.
    expect(plan.mock.lastCall?.[2]).toEqual({ seen: 1, props: { root: '/demo' } });
    machine.publish({ ...moment(0), count: null });
    expect(plan.mock.lastCall?.[2]).toBeUndefined();
  });

  it('is not planned where the source has one', async () => {
    plan.mockClear();
    document.body.append(diagram());
    publish(1);
    await settled();
    expect(plan).not.toHaveBeenCalled();
  });
});

describe('what cannot be drawn', () => {
  it('is told, with a button, and taken back when it can', () => {
    const one = document.body.appendChild(diagram());
    publish(1);
    sources.provide(name, 'test').fail({ number: 2, what: 'failed' });
    expect(trouble(one)).toMatch(/^記録を読み込めませんでした。.*再読み込み/);
    expect(one.querySelector('[role=alert] button')!.textContent).toBe('再読み込み');
    expect(shown(one)).toMatch(/^1 /);
    publish(2);
    expect(trouble(one)).toBeUndefined();
    expect(shown(one)).toMatch(/^2 /);
  });

  it('is no trouble where the diagram stands there already', () => {
    const one = document.body.appendChild(diagram());
    const publisher = sources.provide(name, 'test');
    publisher.fail({ number: 3, what: 'failed' });
    expect(trouble(one)).toBeUndefined();
    publisher.fail({ number: 2, what: 'late' });
    expect(trouble(one)).toMatch(/^記録の読み込みに時間がかかっています。/);
    publisher.fail({ number: 3, what: 'failed' });
    expect(trouble(one)).toBeUndefined();
  });

  it('because its drawing is not to be had is told, and tried again with the next step', async () => {
    const one = document.body.appendChild(diagram('absent'));
    publish(1);
    await settled();
    expect(trouble(one)).toMatch(/^図を描く部品を読み込めませんでした。/);
    expect(absent).toHaveBeenCalledTimes(1);
    publish(2);
    await settled();
    expect(absent).toHaveBeenCalledTimes(2);
    expect(one.querySelectorAll('[role=alert]')).toHaveLength(1);
  });

  it('yet, because its drawing hangs, is told after a while, at the position it then is at, until it comes', async () => {
    vi.useFakeTimers();
    try {
      const [one, gone] = [diagram('slow'), diagram('slow')];
      document.body.append(one, gone);
      publish(1);
      vi.advanceTimersByTime(5999);
      publish(2);
      expect(trouble(one)).toBeUndefined();
      gone.remove();
      vi.advanceTimersByTime(1);
      expect(trouble(one)).toMatch(/^図を描く部品の読み込みに時間がかかっています。.*再読み込み/);
      expect(trouble(gone)).toBeUndefined();
      arrive();
      await vi.advanceTimersByTimeAsync(10_000);
      expect(trouble(one)).toBeUndefined();
      expect(shown(one)).toMatch(/^2 /);
    } finally {
      vi.useRealTimers();
    }
  });

  it('because drawing fails is told, and reported', async () => {
    const reported = vi.fn();
    vi.stubGlobal('reportError', reported);
    const [broken, whole] = [diagram('broken'), diagram()];
    document.body.append(broken, whole);
    publish(1);
    await settled();
    expect(trouble(broken)).toMatch(/^図を描けませんでした。/);
    expect(shown(whole)).toMatch(/^1 /);
    expect(reported).toHaveBeenCalledTimes(1);
    vi.unstubAllGlobals();
  });
});
