import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Example } from './shared/example.ts';
import type { Moment } from '../sources/moment.ts';

const names = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((e) => e.isDirectory() && e.name !== 'shared')
  .map((e) => e.name);

describe.each(names)('examples of %s', async (name) => {
  const { examples } = (await import(`./${name}/examples.ts`)) as { examples: Example[] };

  it('are there, each with a name and a title of its own', () => {
    expect(examples.length).toBeGreaterThan(0);
    for (const key of ['name', 'title'] as const)
      expect(new Set(examples.map((e) => e[key])).size).toBe(examples.length);
    for (const { name: id, props, made } of examples) {
      expect(id).toMatch(/^[a-z][a-z0-9-]*$/);
      expect([props, made].filter(Boolean), id).toHaveLength(1);
    }
  });

  it.each(examples.filter((e) => e.made).map((e) => [e.name, e.made!] as const))(
    '%s is drawn',
    async (_name, { moment, plan }) => {
      const { draw } = (await import(`./${name}/draw.ts`)) as { draw(moment: Moment, plan: object): string };
      const html = draw(moment, plan);
      expect(html).toContain('class="dg-moment"');
      expect(html).not.toMatch(/undefined|NaN|\[object|\sstyle=/);
    },
  );
});
