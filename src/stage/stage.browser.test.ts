import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeMarks } from '../transcript/marks.ts';
import { transcriptHtml } from './markup.ts';
import type { Block, Cue, Frames, Session } from '../transcript/model.ts';
import './stage.client.ts';

const NAME = 'demo';
/** Two terminals; step 2 plays a film in each. */
const FILM: Frames = {
  rows: ['pulling 1', '\npulling 2', '\n<b>done</b>'],
  frames: [
    [0, 0, 0],
    [20, 1, 1],
    [40, 2, 2],
  ],
  height: 3,
};
const OUTPUT = ['one', 'two finished', 'three'];
const typed: Cue[] = [
  [10, 1],
  [20, 3],
];

function block(step: number, own: boolean, more: Partial<Block> = {}): Block {
  return {
    step,
    own,
    prompt: [{ look: '', text: '# ' }],
    command: own ? `run ${step}` : '',
    continuations: [],
    typed: own ? typed : [],
    output: { runs: [{ look: 'tr-bold', text: OUTPUT[step - 1]! }], shown: [[30, 2]] },
    from: step,
    to: step + 1,
    ...more,
  };
}
const filmed = (own: boolean): Block =>
  block(2, own, { output: { runs: [{ look: '', text: OUTPUT[1]! }], shown: [], frames: FILM } });
const pane = (terminal: string, blocks: Block[]) => ({
  terminal,
  label: terminal,
  cols: 80,
  width: 20,
  blocks,
  rest: [],
});
const session: Session = {
  panes: [pane('host', [block(1, true), filmed(true), block(3, true)]), pane('inside', [filmed(false)])],
  steps: [1, 2, 3].map((number) => ({
    id: `s${number}`,
    number,
    terminal: 'host',
    say: `${number}番目`,
    command: `run ${number}`,
    keys: [],
    status: 0,
    shown: 50,
    length: 60,
  })),
};

/** Every file asked for, to be answered when the test says so. */
let asked: Map<string, { answer: (body: unknown) => void; refuse: () => void; signal: AbortSignal }>;
let element: HTMLElement;
let delivered: string;
const $ = <E extends HTMLElement>(selector: string): E => element.querySelector<E>(selector)!;
const button = (action: string) => $<HTMLButtonElement>(`[data-do=${action}]`);
const outputs = (step: number) =>
  [...element.querySelectorAll<HTMLElement>(`.sg-step[data-n="${step}"] .tr-out`)].map((out) => out.innerHTML);
const position = () => element.dataset.now;
const state = (step: number) => $(`.sg-step[data-n="${step}"]`).dataset.s;
const until = (check: () => unknown) => vi.waitFor(() => expect(check()).toBeTruthy(), { timeout: 4000, interval: 5 });
const film = (terminal: string) => asked.get(`/films/s2.${terminal}.frames.json`)!;
const screens = () => [...element.querySelectorAll('.tr-screen')].map((screen) => screen.innerHTML);

beforeEach(() => {
  asked = new Map();
  vi.stubGlobal('fetch', (url: string, { signal }: { signal: AbortSignal }) => {
    const body = Promise.withResolvers<unknown>();
    signal.addEventListener('abort', () => body.reject(signal.reason));
    asked.set(url, { answer: body.resolve, refuse: () => body.reject(new TypeError('offline')), signal });
    // Headers come at once, the body later: as over a slow line.
    return Promise.resolve({ ok: true, json: () => body.promise });
  });
  document.body.innerHTML = transcriptHtml({
    name: NAME,
    title: 'demo',
    session,
    about: [],
    downloads: [],
    base: '/films/',
  });
  element = document.querySelector<HTMLElement>('session-stage')!;
  delivered = screens().join();
  const fast = document.createElement('option');
  fast.value = fast.textContent = '20';
  $<HTMLSelectElement>('.sg-speed').append(fast);
  $<HTMLSelectElement>('.sg-speed').value = '20';
});
afterEach(() => {
  document.body.replaceChildren();
  history.replaceState(null, '', location.pathname + location.search);
  vi.unstubAllGlobals();
});

it('encodes what the test plays as the build does', () => {
  expect($('.tr-block').dataset.typed).toBe(encodeMarks(typed));
});

it('plays all steps, films too, and stands at the end as it was delivered', async () => {
  button('play').click();
  await until(() => asked.size === 2);
  expect(state(2)).toBe('run');
  $<HTMLSelectElement>('.sg-speed').value = '0.5';
  film('host').answer(FILM);
  film('inside').answer(FILM);
  const seen = new Set<string>();
  const watch = new MutationObserver(() => seen.add(outputs(2)[0]!));
  watch.observe(element, { childList: true, subtree: true });
  await until(() => position() === 's3' && element.dataset.playing === undefined);
  watch.disconnect();
  expect([...seen].some((html) => html.includes('pulling 2'))).toBe(true);
  expect(screens().join()).toBe(delivered);
  expect(button('play').getAttribute('aria-label')).toBe('再生');
});

it('loses nothing of a film that is skipped while its body is on the way', async () => {
  const whole = outputs(2);
  button('play').click();
  await until(() => asked.size === 2);
  button('next').click();
  expect(film('host').signal.aborted).toBe(true);
  film('host').answer(FILM);
  film('inside').answer(FILM);
  await until(() => position() === 's3');
  expect(outputs(2)).toEqual(whole);
  await until(() => !(element.dataset.playing !== undefined));
  expect(screens().join()).toBe(delivered);
});

it('says that a film is missing and goes on to the end', async () => {
  button('play').click();
  await until(() => asked.size === 2);
  film('host').refuse();
  await until(() => $('[role=status]').textContent.includes('最後の画面だけ'));
  film('inside').answer({ rows: 'garbage' });
  await until(() => position() === 's3' && element.dataset.playing === undefined);
  expect(screens().join()).toBe(delivered);
});

it('copies what was delivered, whatever is being played', async () => {
  const written: string[] = [];
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation((text) => Promise.resolve(void written.push(text)));
  $('[data-copy=all]').click();
  await until(() => written.length === 1);
  $<HTMLSelectElement>('.sg-speed').value = '0.5';
  button('next').click();
  button('play').click();
  await until(() => asked.size === 2);
  film('host').answer(FILM);
  film('inside').answer(FILM);
  await until(() => outputs(2)[0]!.includes('pulling'));
  $('[data-copy=all]').click();
  await until(() => written.length === 2);
  $('[data-copy=command]').click();
  await until(() => written.length === 3);
  expect(written[1]).toBe(written[0]);
  expect(written[1]).toContain('two finished');
  expect(written[2]).toBe('run 2');
});

describe('an element in a document that changes', () => {
  it('goes one step a click after it was moved', () => {
    button('next').click();
    const elsewhere = document.body.appendChild(document.createElement('div'));
    elsewhere.append(element);
    elsewhere.prepend(element);
    button('next').click();
    expect(position()).toBe('s2');
    button('previous').click();
    expect(position()).toBe('s1');
  });

  it('stops when it is taken out in the middle of a step, whole, and plays again when it is back', async () => {
    $<HTMLSelectElement>('.sg-speed').value = '0.5';
    button('play').click();
    await until(() => state(1) === 'run' && element.querySelector('.tr-hid'));
    element.remove();
    expect(screens().join()).toBe(delivered);
    expect(element.dataset.playing !== undefined).toBe(false);
    document.body.append(element);
    expect(state(1)).toBe('now');
    $<HTMLSelectElement>('.sg-speed').value = '20';
    button('play').click();
    await until(() => asked.size === 2);
    film('host').answer(FILM);
    film('inside').answer(FILM);
    await until(() => position() === 's3' && element.dataset.playing === undefined);
    expect(screens().join()).toBe(delivered);
  });

  it('hears no hash while it is out, nor twice when it is back', () => {
    element.remove();
    location.hash = `${NAME}.s3`;
    dispatchEvent(new HashChangeEvent('hashchange'));
    expect(position()).toBeUndefined();
    document.body.append(element);
    dispatchEvent(new HashChangeEvent('hashchange'));
    expect(position()).toBe('s3');
  });
});

describe('a hash', () => {
  it.each(['#100%', '#%E0%A4%A', '#%', `#${NAME}.%`, `#${NAME}.s9`, '#'])('%s is left alone', (hash) => {
    const errors: unknown[] = [];
    const listen = (event: ErrorEvent) => errors.push(event.error);
    addEventListener('error', listen);
    history.replaceState(null, '', hash);
    dispatchEvent(new HashChangeEvent('hashchange'));
    removeEventListener('error', listen);
    expect(errors).toEqual([]);
    expect(position()).toBeUndefined();
  });

  it('of a step leads there, percent-encoded or not', () => {
    history.replaceState(null, '', `#${NAME}%2Es2`);
    dispatchEvent(new HashChangeEvent('hashchange'));
    expect(position()).toBe('s2');
  });
});
