import { z } from 'zod';
import { CAPABILITY_FIELDS, NAMESPACE_TYPES, type Snapshot } from '../kernel/snapshot.ts';

/*
 * The shape of a Snapshot, as its type promises it to every diagram: what each field means stands there. kernel.json is
 * written by a recorder, but it is a file, and files are merged, cut and edited by hand.
 */

const count = z.number().nonnegative();
const whole = z.int().nonnegative();
const optional = z.exactOptional;
const limit = z.union([count, z.literal('max')]);
const counters = z.record(z.string(), count);
const inode = z.string().regex(/^\d+$/, 'the inode of a namespace, in digits');
const device = z.string().regex(/^\d+:\d+$/, 'MAJ:MIN');

const ids = z.strictObject({ real: whole, effective: whole, saved: whole, filesystem: whole });
const idRange = z.strictObject({ inside: whole, outside: whole, length: whole });
const mask = z.string().regex(/^[0-9a-f]{16}$/, 'sixteen hexadecimal digits');
const sets = Object.keys(CAPABILITY_FIELDS) as (keyof typeof CAPABILITY_FIELDS)[];

const process = z.strictObject({
  pid: z.int().positive(),
  ppid: whole,
  nspid: z.array(whole),
  name: z.string(),
  args: z.array(z.string()),
  state: z.string().regex(/^[A-Za-z]$/, 'one letter'),
  startTime: optional(whole),
  session: optional(whole),
  tty: optional(device),
  terminal: optional(z.string()),
  namespaces: z.partialRecord(z.enum(NAMESPACE_TYPES), whole),
  forChildren: optional(z.partialRecord(z.enum(['pid', 'time']), whole)),
  cgroup: z.string().startsWith('/'),
  uid: ids,
  gid: ids,
  groups: optional(z.array(whole)),
  uidMap: z.array(idRange),
  gidMap: z.array(idRange),
  capabilities: z.strictObject(
    Object.fromEntries(sets.map((set) => [set, mask])) as Record<(typeof sets)[number], typeof mask>,
  ),
  noNewPrivs: z.boolean(),
  seccomp: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  apparmor: optional(z.string()),
  root: z.string(),
  cwd: z.string(),
  exe: optional(z.string()),
});

const cgroup = z.strictObject({
  path: z.string().startsWith('/'),
  inode: optional(whole),
  type: optional(z.string()),
  controllers: z.array(z.string()),
  subtreeControl: z.array(z.string()),
  processes: z.array(whole),
  populated: optional(z.boolean()),
  frozen: optional(z.boolean()),
  memory: optional(
    z.strictObject({
      current: count,
      max: optional(limit),
      high: optional(limit),
      min: optional(limit),
      low: optional(limit),
      swap: optional(count),
      swapMax: optional(limit),
      peak: optional(count),
      oomGroup: optional(z.boolean()),
      stat: optional(z.strictObject({ anon: count, file: count })),
      events: optional(counters),
    }),
  ),
  cpu: optional(
    z.strictObject({ quota: optional(limit), period: optional(count), weight: optional(count), stat: counters }),
  ),
  pids: optional(
    z.strictObject({ current: count, max: optional(limit), peak: optional(count), events: optional(counters) }),
  ),
  io: optional(
    z.strictObject({ max: z.record(z.string(), z.record(z.string(), limit)), stat: z.record(z.string(), counters) }),
  ),
  cpus: optional(z.string()),
});

const mount = z.strictObject({
  id: whole,
  parent: whole,
  device,
  root: z.string(),
  mountPoint: z.string(),
  options: z.array(z.string()),
  propagation: z.array(z.string()),
  type: z.string(),
  source: z.string(),
  superOptions: z.array(z.string()),
});

const networkInterface = z.strictObject({
  name: z.string(),
  rxBytes: count,
  rxPackets: count,
  txBytes: count,
  txPackets: count,
});

const file = z.strictObject({
  path: z.string(),
  type: z.enum(['directory', 'file', 'link', 'character', 'block', 'fifo', 'socket']),
  mode: z.string().regex(/^[0-7]{4}$/, 'four octal digits'),
  uid: whole,
  gid: whole,
  size: optional(count),
  target: optional(z.string()),
  device: optional(device),
  unread: optional(z.literal(true)),
  opaque: optional(z.literal(true)),
});

const tree = z.strictObject({
  path: z.string(),
  depth: whole,
  entries: z.array(file),
  stacked: optional(z.literal(true)),
});

const stack = z.strictObject({
  name: z.string(),
  kind: z.enum(['image', 'container', 'overlay']),
  id: z.string(),
  layers: z.array(
    z.strictObject({
      directory: z.string(),
      bytes: count,
      diffId: optional(z.string()),
      createdBy: optional(z.string()),
    }),
  ),
  writable: z.boolean(),
  merged: optional(z.strictObject({ mnt: whole, path: z.string() })),
});

/** A {@link Snapshot}, every field of it. */
export const snapshotSchema: z.ZodType<Snapshot> = z
  .strictObject({
    uptime: optional(count),
    processes: z.array(process),
    cgroups: z.array(cgroup),
    mounts: z.record(inode, z.array(mount)),
    interfaces: z.record(inode, z.array(networkInterface)),
    hostnames: optional(z.record(inode, z.string())),
    files: optional(z.record(inode, z.array(tree))),
    stacks: optional(z.array(stack)),
  })
  .refine((s) => s.processes[0]?.pid === 1, {
    path: ['processes'],
    message: 'the first process is not pid 1, whose namespaces are the initial ones',
  });
