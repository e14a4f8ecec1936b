import { z } from 'zod';
import { stackName } from '../probe/watch.ts';
import { KEY_NAMES, keyBytes } from './keys.ts';
import { samplesSchema } from './samples-schema.ts';
import { snapshotSchema } from './snapshot-schema.ts';

/** Names of recordings, terminals and steps: they become folders, file names and URL fragments. */
const name = z.string().regex(/^[a-z][a-z0-9-]*$/, 'use a-z, 0-9 and -, starting with a letter');

const regex = z
  .string()
  .min(1)
  .refine((source) => {
    try {
      new RegExp(source, 'm');
      return true;
    } catch {
      return false;
    }
  }, 'not a valid regular expression');

/** What a step's output must say: a pattern that must match, or one that must not. Flags: `m`. */
const expectation = z.union([regex, z.strictObject({ not: regex })]);

/** A directory whose files the snapshots list: what lstat(2) says of each, never their content. */
const listing = z.strictObject({
  /** Absolute path of the directory. */
  path: z.string().regex(/^\/(?!.*\/\/)(?:.*[^/])?$/s, 'an absolute path without a slash at its end'),
  /** How many levels below it. Other file systems mounted there are named, not entered. */
  depth: z.number().int().min(1).max(8).default(2),
  /** Directories below it that are named, but not entered: paths without a slash before them. */
  closed: z
    .array(z.string().regex(/^[^/*?[\]\\][^*?[\]\\]*$/, 'a path below the listed directory, no pattern'))
    .default([]),
  /** Whose root `path` begins at: a terminal's name (the innermost process there), or a pattern on the command line. Default: the machine's own. */
  of: regex.optional(),
  /** More files than this are an error: a recording is to stay small. */
  limit: z.number().int().positive().default(150),
});

/** Layers whose directories the snapshots list, and what the kernel shows where they lie on each other. */
const layers = z
  .strictObject({
    /** Docker's name of an image... */
    image: z.string().min(1).optional(),
    /** ...or of a container, running or not... */
    container: z.string().min(1).optional(),
    /** ...or a pattern on the mount point of an overlay. */
    overlay: regex.optional(),
    /** What a diagram calls the stack. Default: the image's or container's name; an overlay needs one. */
    name: z.string().min(1).optional(),
    /** In whose mount namespace the overlay is: a terminal's name, or a pattern on the command line. Default: the initial one. */
    of: regex.optional(),
    /** Where relative paths begin that the overlay was mounted with: the directory that was done in. */
    relative: listing.shape.path.optional(),
    depth: listing.shape.depth,
    closed: listing.shape.closed,
    limit: listing.shape.limit,
  })
  .refine((l) => [l.image, l.container, l.overlay].filter(Boolean).length === 1, 'give image, container or overlay')
  .refine((l) => l.overlay === undefined || l.name !== undefined, {
    path: ['name'],
    message: 'an overlay needs a name',
  })
  .refine(
    (l) => l.overlay !== undefined || (l.of === undefined && l.relative === undefined),
    'of and relative are for an overlay',
  );

const step = z
  .strictObject({
    /** Unique in the recording; part of the link `#RECORDING.STEP`. */
    id: name,
    /** Which terminal it is typed in. May be left out where the recording has one. */
    terminal: name.optional(),
    /** The line typed, Enter included by the recorder. */
    run: z
      .string()
      .min(1)
      .refine((line) => !line.includes('\n'), 'one line; use && or a script made in setup')
      // A key among the words would be pressed, not typed.
      .refine((line) => !/[^\P{Cc}\n]/u.test(line), 'no control characters; press a key by keys in a step of its own')
      .optional(),
    /** Keys pressed instead of a line: C-c, C-d, C-z, C-p, C-q, Enter, q ... */
    keys: z
      .array(z.string().refine((key) => keyBytes(key) !== undefined, `no such key: use ${KEY_NAMES}`))
      .min(1)
      .optional(),
    /** One Japanese sentence for the step list. Inline code in backticks. */
    say: z.string().min(1),
    /** Patterns on the step's output, as the reader sees it (escape codes resolved). */
    expect: z.array(expectation).default([]),
    /** Exit status the shell must report. `any` where the step starts a shell or stays in the foreground. */
    status: z.union([z.number().int().min(0).max(255), z.literal('any')]).default(0),
    /** For a command that keeps the terminal: the step ends when its output matches, not at the next prompt. */
    until: regex.optional(),
    /** Seconds the step may take before it fails; `--jobs N` allows N times as many. */
    timeout: z.number().positive().default(60),
    /** Reads the cgroups of `watch.cgroups` again and again while the step runs: for what is over before the snapshot. Without a default, for the digest. */
    sample: z.literal(true).optional(),
  })
  .refine((s) => (s.run === undefined) !== (s.keys === undefined), 'give either run or keys');

/** `content/recordings/NAME/scenario.yaml`, the authored half of a recording. */
export const scenarioSchema = z
  .strictObject({
    /** Japanese, shown as the transcript's title. */
    title: z.string().min(1),
    /** Name of a disk image description under src/recorder/images. */
    image: name.default('debian-13'),
    terminals: z
      .record(
        name,
        z.strictObject({
          user: name.default('root'),
          cols: z.number().int().min(20).max(200).default(80),
          rows: z.number().int().min(5).max(60).default(24),
          /** Japanese label shown over the terminal; the name itself where absent. */
          label: z.string().min(1).optional(),
        }),
      )
      .refine((t) => Object.keys(t).length > 0, 'name at least one terminal'),
    /** Shell script run as root before the first step, not recorded. */
    setup: z.string().optional(),
    /** Longest pause a replay shows, in seconds. */
    idle: z.number().positive().default(1.2),
    /** What the snapshots keep besides pid 1 and every process on a recorded terminal. */
    watch: z
      .strictObject({
        /** Patterns on the command line of further processes. */
        processes: z.array(regex).default([]),
        /** cgroup paths; `/a/**` takes all below, `*` stands for any part of one name: `/system.slice/docker-*`. The root is `/`. */
        cgroups: z.array(z.string().startsWith('/')).default([]),
        /** Patterns on mount points or file system types, per mount namespace of the watched processes. */
        mounts: z.array(regex).default([]),
        /** Network interfaces of the watched processes' network namespaces. */
        interfaces: z.boolean().default(false),
        /** Directories to list. Without a default: what is absent does not change the digest of a scenario recorded before. */
        files: z.array(listing).min(1).optional(),
        /** Stacks of layers, their names unique. Without a default for the same reason. */
        layers: z
          .array(layers)
          .min(1)
          .refine((all) => new Set(all.map(stackName)).size === all.length, 'a name is used twice')
          .optional(),
      })
      .prefault({}),
    steps: z.array(step).min(1),
  })
  .superRefine((s, ctx) => {
    const odd = s.watch.cgroups.find((path) => !/^[\w./*:@\\-]+$/.test(path));
    s.steps.forEach((st, i) => {
      if (!st.sample || (s.watch.cgroups.length > 0 && odd === undefined)) return;
      const message =
        odd === undefined
          ? 'there is nothing to sample: name it in watch.cgroups'
          : `cannot sample ${JSON.stringify(odd)}: of its signs only letters, digits, * and _ . / : @ \\ - can be`;
      ctx.addIssue({ code: 'custom', path: ['steps', i, 'sample'], message });
    });
    const seen = new Set<string>();
    const terminals = Object.keys(s.terminals);
    s.steps.forEach((st, i) => {
      if (seen.has(st.id))
        ctx.addIssue({ code: 'custom', path: ['steps', i, 'id'], message: `step id "${st.id}" is used twice` });
      seen.add(st.id);
      if (st.terminal === undefined ? terminals.length > 1 : !terminals.includes(st.terminal))
        ctx.addIssue({
          code: 'custom',
          path: ['steps', i, 'terminal'],
          message: `name one of the terminals: ${terminals.join(', ')}`,
        });
    });
  });

/** A scenario with its defaults filled in. */
export type Scenario = z.infer<typeof scenarioSchema>;
/** One step of a scenario. */
export type ScenarioStep = Scenario['steps'][number];

/** Where a recording comes from. */
export const provenanceSchema = z.strictObject({
  /** PRETTY_NAME of /etc/os-release. */
  distribution: z.string(),
  /** /proc/sys/kernel/osrelease. */
  kernel: z.string(),
  /** Docker Engine's version; null where the image has none. */
  docker: z.string().nullable(),
  runc: z.string().nullable(),
  containerd: z.string().nullable(),
  /** `v2` when /sys/fs/cgroup is cgroup2. */
  cgroup: z.enum(['v1', 'v2']),
  /** ISO 8601, UTC. */
  recordedAt: z.iso.datetime(),
  /** QEMU's accelerator: `tcg` is emulation, so times are longer than on hardware. */
  accelerator: z.enum(['kvm', 'tcg']),
  qemu: z.string(),
  /** Disk image description and the digest of what it is made of. */
  image: z.string(),
  imageDigest: z.string(),
  /** probeDigest() when recorded: what the guest ran and how it was read; absent in recordings made before it was kept. */
  probeDigest: z.string().optional(),
  /** scenarioDigest() of the scenario when recorded. */
  scenarioDigest: z.string(),
});
export type Provenance = z.infer<typeof provenanceSchema>;

/** `content/recordings/NAME/kernel.json`, generated. */
export const kernelFileSchema = z.strictObject({
  format: z.literal(1),
  recording: name,
  provenance: provenanceSchema,
  /** The kernel before the first step. */
  start: snapshotSchema,
  steps: z.array(
    z.strictObject({
      id: name,
      terminal: name,
      /** Seconds from the recording's start to the first key typed, in true time. */
      start: z.number().nonnegative(),
      /** Seconds from Enter to the end of the command, in true time. */
      duration: z.number().nonnegative(),
      /** What the shell reported; null where no command ended (a nested shell, a foreground program). */
      status: z.number().int().nullable(),
      /** What the watched cgroups used meanwhile, where the scenario says `sample` and something changed. */
      samples: samplesSchema.optional(),
      snapshot: snapshotSchema,
    }),
  ),
});
export type KernelFile = z.infer<typeof kernelFileSchema>;
