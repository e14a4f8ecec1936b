import { expect, it } from 'vitest';
import { loadRecording } from '../../recording/load.ts';
import { factsOf } from './facts.ts';

const { kernel } = await loadRecording('docker-namespaces');
const snapshot = structuredClone(kernel.steps.at(-1)!.snapshot);
const facts = (args: string) => new Map(factsOf(snapshot.processes.find((p) => p.args.join(' ') === args)!, snapshot).map((f) => [f.id, f]));

it('tells what keeps a container apart, and that the host is open', () => {
  expect(facts('sleep 1001').get('namespaces')?.own).toEqual(['mnt', 'uts', 'ipc', 'pid', 'net', 'cgroup']);
  expect(facts('sleep 1001').get('pid')?.value).toBe('1');
  expect(factsOf(snapshot.processes[0]!, snapshot).every((f) => f.open)).toBe(true);
});

it('counts capabilities and reads limits from the cgroup of the process, where it was watched', () => {
  expect(facts('sleep 1001').get('capabilities')).toMatchObject({ value: '41個のうち14', open: false });
  expect(facts('sleep 1004').get('capabilities')).toMatchObject({ value: '41個のうち41', open: true });
  expect(facts('sleep 1001').has('memory')).toBe(false);
  const container = snapshot.processes.find((p) => p.args[1] === '1001')!;
  snapshot.cgroups = [{ path: container.cgroup, controllers: [], subtreeControl: [], processes: [], memory: { current: 1, max: 64 * 2 ** 20 }, cpu: { quota: 50_000, period: 100_000, stat: {} }, pids: { current: 1, max: 'max' } }];
  expect([...facts('sleep 1001').values()].filter((f) => ['memory', 'cpu', 'pids'].includes(f.id)).map((f) => f.value)).toEqual(['64 MiB', '0.5コア', 'なし']);
});
