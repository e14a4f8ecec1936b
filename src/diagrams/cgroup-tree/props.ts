import { z } from 'astro/zod';
import { names } from '../../components/names.ts';
import { momentShape } from '../shared/source.ts';
import { GAUGED } from './gauges.ts';
import { COUNTERS } from './heard.ts';

const path = z
  .string()
  .regex(/^\/(?:.*[^/])?$/, 'a path below /sys/fs/cgroup: /, /demo, /system.slice/docker.service')
  .register(names, { names: 'cgroup' });

/** Attributes of `<CgroupTree>`. */
export const cgroupTree = {
  ...momentShape,
  /** Only this cgroup and those below it. Default `/`: all that the recording watches. */
  root: path.optional(),
  /** Which controllers have a gauge, where the kernel has files for them. Default: all. */
  controllers: z.array(z.enum(GAUGED)).min(1).optional(),
  /** Which counters are told of when they grew: `oom_kill`, `nr_throttled`. Default: those of the controllers, without `nr_throttled`. */
  counters: z.array(z.enum(COUNTERS)).optional(),
  /** Says which controllers each cgroup has, and which it hands to its children: where the steps are about that. */
  handing: z.boolean().optional(),
  /** Paths that are unfolded even where the tree is too large to be unfolded whole. */
  open: z.array(path).optional(),
} satisfies z.ZodRawShape;
