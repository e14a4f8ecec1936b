import { z } from 'zod';
import type { Samples } from '../kernel/samples.ts';

const count = z.number().nonnegative();
const pid = z.int().positive();

const cgroup = z.strictObject({
  values: z.record(z.string().min(1), z.array(count.nullable())),
  members: z.array(z.tuple([z.int().nonnegative(), z.array(pid)])),
});

/** {@link Samples}, every field of it, each list as long as the list of times. */
export const samplesSchema: z.ZodType<Samples> = z
  .strictObject({
    times: z
      .array(count)
      .min(2)
      .refine((times) => times.every((time, i) => i === 0 || time >= times[i - 1]!), 'times that go back'),
    cgroups: z.record(z.string().startsWith('/'), cgroup),
    names: z.record(z.string().regex(/^\d+$/, 'a pid, in digits'), z.string()),
  })
  .superRefine(({ times, cgroups }, ctx) => {
    for (const [path, { values, members }] of Object.entries(cgroups)) {
      const at = (field: (string | number)[], message: string) =>
        ctx.addIssue({ code: 'custom', path: ['cgroups', path, ...field], message });
      for (const [name, list] of Object.entries(values))
        if (list.length !== times.length) at(['values', name], `${list.length} values at ${times.length} times`);
      const from = members.map(([first]) => first);
      if (from.some((first, i) => first >= times.length || first <= (from[i - 1] ?? -1)))
        at(['members'], 'from which of the times on: in order, and none behind the last');
    }
  });
