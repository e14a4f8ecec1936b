import type { Cgroup, Limit } from '../../kernel/snapshot.ts';
import type { Moment } from '../../sources/moment.ts';

/** What a gauge can be of: a controller whose files a cgroup has. */
export const GAUGED = ['memory', 'cpu', 'pids', 'io'] as const;
export type Gauged = (typeof GAUGED)[number];

/** How much of something a cgroup uses, and how much it may. */
export interface Gauge {
  /** Unique in its cgroup: `memory`, `high` (memory.current against memory.high), `swap`, `cpu`, `pids`, `io 254:0 wbps`. */
  key: string;
  /** Bytes, cores, processes, bytes or operations a second; undefined where it cannot be told. */
  current: number | undefined;
  max: Limit;
  /** 「63.1」 and 「64 MiB」: current and limit in one unit. */
  now: string;
  limit: string;
  /** The limit became another in this step. */
  fresh: boolean;
  /** Part of `current` that is page cache. */
  cache: number;
  /** The most it ever was; 0 where the kernel does not keep it. */
  peak: number;
  /** An amount as `now` has it, with its unit. */
  text(n: number): string;
}

/** From this share of the limit on a gauge warns. */
const NEAR = 0.9;
const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** The smallest unit that leaves at most three digits. */
const unitOf = (n: number): string => UNITS.find((_, i) => n < 1000 * 1024 ** i) ?? 'TiB';

/** Up to three digits, without zeros at the end. */
const digits = (n: number): string => String(Number(n.toFixed(n < 10 ? 2 : n < 100 ? 1 : 0)));

/** 1048576 as 「1 MiB」: in the unit where it has at most three digits, or that of another amount. */
export const bytes = (n: number, like = n): string =>
  n === 0 ? '0 B' : `${digits(n / 1024 ** UNITS.indexOf(unitOf(like)))} ${unitOf(like)}`;

/**
 * The gauges of a cgroup: one for each file the kernel gave it, so none where a controller is not handed down.
 * @param earlier the same cgroup before the step
 * @param shown which controllers
 */
export function gaugesOf(
  { snapshot, before }: Moment,
  cgroup: Cgroup,
  earlier: Cgroup | undefined,
  shown: readonly Gauged[],
): Gauge[] {
  const { memory, cpu, pids, io } = cgroup;
  const seconds = (snapshot.uptime ?? 0) - (before?.uptime ?? Infinity);
  /** What was used a second, on average since the step before; undefined where the kernel's clock is not known. */
  const rate = (now = 0, then = 0): number | undefined => (seconds > 0 ? Math.max(0, now - then) / seconds : undefined);
  const gauges: Gauge[] = [];
  const add = (
    controller: Gauged,
    key: string,
    current: number | undefined,
    max: Limit,
    then: Limit | undefined,
    text: (n: number) => string,
    peak = 0,
    cache = 0,
  ) => {
    if (!shown.includes(controller)) return;
    const now = current === undefined ? '—' : text(current);
    const limit = max === 'max' ? max : text(max);
    const unit = / .*/.exec(limit)?.[0] ?? '';
    gauges.push({
      key,
      current,
      max,
      peak,
      cache,
      now: now.replace(unit, ''),
      limit,
      fresh: before !== null && max !== (then ?? 'max'),
      text,
    });
  };

  if (memory?.max !== undefined) {
    const { current, max, high = 'max', peak, stat, swap = 0, swapMax = 'max' } = memory;
    const was = earlier?.memory;
    const sized = (limit: Limit) => (n: number) => bytes(n, limit === 'max' || limit === 0 ? n : limit);
    const cache = Math.min(current, stat?.file ?? 0);
    add('memory', 'memory', current, max, was?.max, sized(max), peak, cache);
    if (high !== 'max') add('memory', 'high', current, high, was?.high, sized(high), 0, cache);
    if (swap > 0 || swapMax !== 'max') add('memory', 'swap', swap, swapMax, was?.swapMax, sized(swapMax));
  }
  if (cpu?.quota !== undefined) {
    const cores = ({ quota = 'max', period = 1e5 }: NonNullable<Cgroup['cpu']>): Limit =>
      quota === 'max' ? quota : quota / period;
    add(
      'cpu',
      'cpu',
      rate(cpu.stat['usage_usec']! / 1e6, (earlier?.cpu?.stat['usage_usec'] ?? 0) / 1e6),
      cores(cpu),
      earlier?.cpu && cores(earlier.cpu),
      (n) => `${n.toFixed(2)} コア`,
    );
  }
  if (pids?.max !== undefined) add('pids', 'pids', pids.current, pids.max, earlier?.pids?.max, String, pids.peak);
  if (io) {
    const limits = Object.entries(io.max).flatMap(([device, all]) =>
      Object.entries(all).flatMap(([key, max]) => (max === 'max' ? [] : [[device, key, max] as const])),
    );
    for (const [device, key, max] of limits) {
      const counted = key.endsWith('iops');
      const counter = key[0]! + (counted ? 'ios' : 'bytes');
      add(
        'io',
        `io ${device} ${key}`,
        rate(io.stat[device]?.[counter], earlier?.io?.stat[device]?.[counter]),
        max,
        earlier?.io?.max[device]?.[key],
        (n) => (counted ? `${digits(n)} 回/秒` : `${bytes(n, max)}/s`),
      );
    }
  }
  return gauges;
}

/** How much of the limit an amount takes, 0 to 1; undefined without a limit. */
export function share({ max, current }: Gauge, amount = current): number | undefined {
  return max === 'max' || amount === undefined ? undefined : max === 0 ? Number(amount > 0) : Math.min(1, amount / max);
}

/** Near its limit: the gauge warns. Page cache does not count, for that may be dropped; nor does what is left where nothing more may come. */
export const isNear = (gauge: Gauge): boolean =>
  gauge.max !== 0 && (share(gauge, (gauge.current ?? 0) - gauge.cache) ?? 0) >= NEAR;
