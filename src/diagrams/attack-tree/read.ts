import { z } from 'astro/zod';
import { readAuthored } from '../../authored/yaml.ts';
import { isLeaf, leavesOf, type Branch, type Node, type Section, type Source, type Tree } from './model.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'use a-z, 0-9 and -, starting with a letter');
/** A slug of src/outline.ts, with the id of a heading behind `#` where it helps. */
const section = z.string().regex(/^[\w-]+(#[a-z][a-z0-9-]*)?$/, 'write SLUG or SLUG#HEADING');
const source = z.strictObject({
  /** Key of content/references.yaml. */
  id: z.string(),
  /** Which part of it: K01, MS-TA9018. */
  at: z.string().min(1),
});

const mitigation = z.strictObject({
  id,
  name: z.string().min(1),
  how: z.string().endsWith('。'),
  section: section.optional(),
});

const node = z
  .strictObject({
    id,
    name: z.string().min(1),
    get any() {
      return z.array(node).min(2).optional();
    },
    get all() {
      return z.array(node).min(2).optional();
    },
    likelihood: z.enum(['default', 'loosened', 'flaw']).optional(),
    closed: z.array(id).optional(),
    eased: z.array(id).optional(),
    section: section.optional(),
    source: source.optional(),
  })
  .superRefine((n, ctx) => {
    const problem = (field: string, message: string) => ctx.addIssue({ code: 'custom', path: [field], message });
    if (n.any && n.all) problem('all', 'a step has either any or all');
    if (n.any ?? n.all) {
      for (const field of ['likelihood', 'closed', 'eased', 'section', 'source'] as const)
        if (n[field] !== undefined) problem(field, 'only a leaf has it: put it on the parts');
    } else {
      if (!n.likelihood) problem('likelihood', 'a leaf says default, loosened or flaw');
      if (!n.source) problem('source', 'a leaf says where it was described before');
    }
  });

const file = z.strictObject({ goal: node, mitigations: z.array(mitigation).min(1) });
type Authored = z.infer<typeof node>;

/** What the file's ids mean outside of it. */
export interface Surroundings {
  /** A section by slug and heading, or what is wrong with them. */
  section(slug: string, heading: string | undefined): Section | string;
  /** A source by its key and part; undefined where there is none. */
  source(key: string, part: string): Source | undefined;
}

/**
 * Reads an attack tree.
 * @param text YAML
 * @param name the file, for messages
 * @throws {ProblemsError} naming file, line and field, also where an id is used twice or not known
 */
export function parseTree(text: string, name: string, around: Surroundings): Tree {
  const { data, fail } = readAuthored(text, name, file);

  const sectionAt = (value: string | undefined, path: PropertyKey[]): Section | undefined => {
    if (value === undefined) return undefined;
    const [slug, heading] = value.split('#') as [string, string?];
    const found = around.section(slug, heading);
    return typeof found === 'string' ? fail(path, found) : found;
  };
  const used = new Set<string>();
  const once = (value: string, path: PropertyKey[]): string => {
    if (used.has(value)) fail([...path, 'id'], `"${value}" is used twice`);
    used.add(value);
    return value;
  };
  const mitigations = data.mitigations.map((m, i) => ({
    ...m,
    id: once(m.id, ['mitigations', i]),
    section: sectionAt(m.section, ['mitigations', i, 'section']),
  }));
  const known = new Set(mitigations.map((m) => m.id));
  const build = (n: Authored, path: PropertyKey[]): Node => {
    once(n.id, path);
    const kind = n.any ? 'any' : 'all';
    const parts = n.any ?? n.all;
    if (parts) return { id: n.id, name: n.name, kind, parts: parts.map((part, i) => build(part, [...path, kind, i])) };
    for (const field of ['closed', 'eased'] as const) {
      n[field]?.forEach((m, i) => {
        if (!known.has(m)) fail([...path, field, i], `no mitigation "${m}"; there are ${[...known].join(', ')}`);
      });
    }
    const found =
      around.source(n.source!.id, n.source!.at) ??
      fail([...path, 'source', 'id'], `no source "${n.source!.id}" in content/references.yaml`);
    return {
      id: n.id,
      name: n.name,
      likelihood: n.likelihood!,
      closed: n.closed ?? [],
      eased: n.eased ?? [],
      section: sectionAt(n.section, [...path, 'section']),
      source: found,
    };
  };
  const goal = build(data.goal, ['goal']);
  if (isLeaf(goal)) return fail(['goal'], 'the goal has parts: any or all');
  const applied = new Set(leavesOf(goal).flatMap((leaf) => [...leaf.closed, ...leaf.eased]));
  mitigations.forEach((m, i) => {
    if (!applied.has(m.id)) fail(['mitigations', i, 'id'], `no leaf is closed or eased by "${m.id}"`);
  });
  return { goal: goal as Branch, mitigations };
}
