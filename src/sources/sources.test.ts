import { describe, expect, it, vi } from 'vitest';
import type { Snapshot } from '../kernel/snapshot.ts';
import type { Moment } from './moment.ts';
import { KEPT, Sources, type Source } from './sources.ts';

const snapshot = (): Snapshot => ({ processes: [], mounts: {}, cgroups: [] }) as unknown as Snapshot;
const moment = (number: number, count: number | null = 3): Moment => ({
  number,
  count,
  snapshot: snapshot(),
  before: null,
});
/** Notes what a listener is told. */
function listening() {
  const told: (number | string | null)[] = [];
  return {
    told,
    listen: ({ now, trouble }: Source) => void told.push(trouble ? `${trouble.what} ${trouble.number}` : now!.number),
  };
}
const never = new AbortController().signal;

describe('a source', () => {
  it('tells those who are there, and at once those who come late', () => {
    const sources = new Sources();
    const [early, late] = [listening(), listening()];
    sources.get('a').subscribe(early.listen, never);
    expect(early.told).toEqual([]);
    const publisher = sources.provide('a', 'x');
    publisher.publish(moment(1));
    publisher.publish(moment(2));
    sources.get('a').subscribe(late.listen, never);
    expect(early.told).toEqual([1, 2]);
    expect(late.told).toEqual([2]);
    expect(sources.get('a').now?.number).toBe(2);
    expect(sources.get('b').now).toBeNull();
  });

  it('remembers what kept it from a position until it gets to one', () => {
    const sources = new Sources();
    const publisher = sources.provide('a', 'x');
    publisher.publish(moment(1));
    publisher.fail({ number: 2, what: 'failed' });
    const late = listening();
    sources.get('a').subscribe(late.listen, never);
    expect(late.told).toEqual(['failed 2']);
    expect(sources.get('a').now?.number).toBe(1);
    publisher.publish(moment(3));
    expect(late.told).toEqual(['failed 2', 3]);
    expect(sources.get('a').trouble).toBeNull();
  });

  it('tells nobody who has ended listening, nor one who had before', () => {
    const sources = new Sources();
    const publisher = sources.provide('a', 'x');
    const [gone, ended] = [listening(), listening()];
    const connection = new AbortController();
    sources.get('a').subscribe(gone.listen, connection.signal);
    connection.abort();
    publisher.publish(moment(1));
    sources.get('a').subscribe(ended.listen, connection.signal);
    expect([gone.told, ended.told]).toEqual([[], []]);
  });

  it('keeps the others from nothing when one listener fails', () => {
    const report = vi.fn();
    vi.stubGlobal('reportError', report);
    const sources = new Sources();
    const other = listening();
    const error = new Error('mine');
    sources.get('a').subscribe(() => {
      throw error;
    }, never);
    sources.get('a').subscribe(other.listen, never);
    sources.provide('a', 'x').publish(moment(1));
    expect(other.told).toEqual([1]);
    expect(report).toHaveBeenCalledExactlyOnceWith(error);
    vi.unstubAllGlobals();
  });

  it('is moved by one provider: another of its name is refused, saying which two', () => {
    const sources = new Sources();
    sources.provide('a', '/recordings/a/kernel.json');
    expect(() => sources.provide('a', '/recordings/a/kernel.json')).not.toThrow();
    expect(() => sources.provide('a', 'the machine')).toThrow(
      'source "a" is moved by /recordings/a/kernel.json already, and cannot be by the machine: give one of them another name',
    );
  });
});

describe('a source without an end', () => {
  it('keeps the series of what it has shown, and none where it ends', () => {
    const sources = new Sources();
    const machine = sources.provide('machine', 'lab', { terminals: { shell: 'シェル' } });
    const [start, first] = [moment(0, null), moment(1, null)];
    machine.publish(start);
    machine.publish(first);
    const source = sources.get('machine');
    expect(source.open).toBe(true);
    expect(source.series.snapshots).toEqual([start.snapshot, first.snapshot]);
    expect(source.series.terminals).toEqual({ shell: 'シェル' });
    sources.provide('recording', 'x').publish(moment(3));
    expect(sources.get('recording')).toMatchObject({ open: false, series: { snapshots: [] } });
  });

  it('begins anew at 0, and refuses to leave one out', () => {
    const sources = new Sources();
    const machine = sources.provide('machine', 'lab', { terminals: {} });
    for (const number of [0, 1, 2]) machine.publish(moment(number, null));
    const again = moment(0, null);
    machine.publish(again);
    expect(sources.get('machine').series.snapshots).toEqual([again.snapshot]);
    expect(() => machine.publish(moment(2, null))).toThrow('source "machine": moment 2 comes before moment 1');
  });

  it('keeps the last snapshots alone, however long it goes on, and takes back from there', () => {
    const sources = new Sources();
    const machine = sources.provide('machine', 'lab', { terminals: {} });
    const all = Array.from({ length: 10_000 }, (_none, number) => moment(number, null));
    for (const one of all) machine.publish(one);
    const { series } = sources.get('machine');
    const last = (of: Moment[]) => of.slice(-KEPT).map((one) => one.snapshot);
    expect(series.snapshots).toHaveLength(KEPT);
    expect(series.snapshots.every((snapshot, at) => snapshot === last(all)[at])).toBe(true);
    expect(() => machine.publish(moment(10_001, null))).toThrow('moment 10001 comes before moment 10000');
    const again = moment(9_990, null);
    machine.publish(again);
    expect(series.snapshots).toHaveLength(KEPT - 9);
    expect([series.snapshots[0], series.snapshots.at(-1)]).toEqual([last(all)[0], again.snapshot]);
    machine.publish(moment(5, null));
    expect(series.snapshots).toHaveLength(1);
  });
});
