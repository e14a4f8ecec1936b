import { z } from 'astro/zod';

export const LABELS = { note: '補足', tip: 'ヒント', pitfall: '落とし穴', docker: 'Dockerでは' } as const;

/** Attributes of `<Callout>`. */
export const callout = {
  /** note 補足, tip ヒント, pitfall 落とし穴, docker Dockerでは */
  kind: z.enum(['note', 'tip', 'pitfall', 'docker']),
  /** Stands behind the label. Backticks mark code. */
  title: z.string().optional(),
} satisfies z.ZodRawShape;
