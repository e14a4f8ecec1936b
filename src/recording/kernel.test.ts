import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAuthored } from '../authored/yaml.ts';
import { RECORDINGS } from './load.ts';
import { kernelFileSchema } from './schema.ts';

const parseKernel = (text: string, file: string) => readAuthored(text, file, kernelFileSchema, { json: true }).data;

const text = readFileSync(join(RECORDINGS, 'docker-cgroup', 'kernel.json'), 'utf8');

/** kernel.json with one thing in its first snapshot changed. */
function changed(change: (snapshot: Record<string, never>) => void): string {
  const file = JSON.parse(text) as { start: Record<string, never> };
  change(file.start);
  return JSON.stringify(file, null, 1);
}

const CGROUP = { path: '/a', controllers: [], subtreeControl: [], processes: [] };

type Changed = Record<string, Record<string, unknown>[]>;
const first = (key: string, change: (value: Record<string, unknown>) => void) =>
  changed((s) => change((s as unknown as Changed)[key]![0]!));

describe('kernel.json', () => {
  it.each<[what: string, text: string, field: RegExp]>([
    ['processes that are words', changed((s) => Object.assign(s, { processes: ['sh'] })), /start\.processes\.0/],
    [
      'no processes',
      changed((s) => Object.assign(s, { processes: [] })),
      /start\.processes: the first process is not pid 1/,
    ],
    [
      'a process without namespaces',
      first('processes', (p) => delete p['namespaces']),
      /start\.processes\.0\.namespaces/,
    ],
    [
      'a process without capabilities',
      first('processes', (p) => delete p['capabilities']),
      /start\.processes\.0\.capabilities/,
    ],
    [
      'a mask cut off',
      first('processes', (p) =>
        Object.assign(p, { capabilities: { ...(p['capabilities'] as object), effective: '0' } }),
      ),
      /capabilities\.effective: sixteen/,
    ],
    ['a field nobody knows', first('processes', (p) => Object.assign(p, { pidd: 1 })), /start\.processes\.0.*pidd/],
    ['cgroups that are none', changed((s) => Object.assign(s, { cgroups: [null] })), /start\.cgroups\.0/],
    [
      'a limit that is null, as NaN is written',
      changed((s) => Object.assign(s, { cgroups: [{ ...CGROUP, pids: { current: 1, max: null } }] })),
      /start\.cgroups\.0\.pids\.max/,
    ],
    ['mounts that are none', changed((s) => Object.assign(s, { mounts: null })), /start\.mounts/],
    ['mounts of no inode', changed((s) => Object.assign(s, { mounts: { x: [] } })), /start\.mounts.*inode/],
    [
      'interfaces without packets',
      changed((s) => Object.assign(s, { interfaces: { 1: [{ name: 'lo' }] } })),
      /start\.interfaces.*rxBytes/,
    ],
    [
      'a file of no kind',
      changed((s) =>
        Object.assign(s, { files: { 1: [{ path: '/', depth: 1, entries: [{ path: '', type: 'door' }] }] } }),
      ),
      /start\.files.*entries\.0\.type/,
    ],
    [
      'a stack without layers',
      changed((s) => Object.assign(s, { stacks: [{ name: 'x', kind: 'image', id: 'i', writable: false }] })),
      /start\.stacks\.0\.layers/,
    ],
  ])('with %s is refused, with file, line and field', (_what, wrong, field) => {
    expect(() => parseKernel(wrong, 'x/kernel.json')).toThrow(field);
    expect(() => parseKernel(wrong, 'x/kernel.json')).toThrow(/x\/kernel\.json:[1-9]\d*:/);
  });

  it.each<[what: string, change: (samples: Record<string, never>) => void, field: RegExp]>([
    ['times that go back', (s) => Object.assign(s, { times: [0, 20, 10] }), /samples\.times: times that go back/],
    ['a value too few', (s) => Object.assign(s, { times: [0, 10] }), /samples\.cgroups\.\/a\.values\.pids: 3 values/],
    [
      'members behind the last time',
      (s) => Object.assign(s['cgroups']!['/a']!, { members: [[3, [7]]] }),
      /samples\.cgroups\.\/a\.members: from which/,
    ],
    ['a name of no pid', (s) => Object.assign(s, { names: { x: 'sh' } }), /samples\.names.*pid/],
    ['a field nobody knows', (s) => Object.assign(s, { x: 1 }), /samples.*x/],
  ])('with samples with %s is refused', (_what, change, field) => {
    const samples = {
      times: [0, 10, 20],
      cgroups: { '/a': { values: { pids: [1, null, 2] }, members: [[1, [7]]] } },
      names: { 7: 'sh' },
    };
    const file = JSON.parse(text) as { steps: object[] };
    const kernel = () => JSON.stringify({ ...file, steps: file.steps.map((step) => ({ ...step, samples })) });
    expect(parseKernel(kernel(), 'x').steps[0]!.samples).toEqual(samples);
    change(samples as never);
    expect(() => parseKernel(kernel(), 'x/kernel.json')).toThrow(field);
  });

  it('is read as it was written, with what a newer probe reads and without', () => {
    expect(parseKernel(text, 'x')).toEqual(JSON.parse(text));
    const newer = first('processes', (p) => Object.assign(p, { startTime: 3, session: 1, tty: '136:0' }));
    expect(parseKernel(newer, 'x').start.processes[0]).toMatchObject({ startTime: 3, session: 1, tty: '136:0' });
  });
});
