/** How an attacker comes by a leaf: what has to be so for it to work. */
export type Likelihood = 'default' | 'loosened' | 'flaw';

/** One step of an attack. */
export interface Leaf {
  id: string;
  name: string;
  likelihood: Likelihood;
  /** Ids of mitigations each of which closes it alone. */
  closed: string[];
  /** Ids of mitigations that make it harder, and leave it open. */
  eased: string[];
  /** The section of this site that explains it. */
  section?: Section;
  source: Source;
}

/** A step that is reached by one of its parts, or by all of them together. */
export interface Branch {
  id: string;
  name: string;
  kind: 'any' | 'all';
  parts: Node[];
}

export type Node = Leaf | Branch;

/** What a defender may do. */
export interface Mitigation {
  id: string;
  name: string;
  /** What to write where, in Japanese. Backticks mark code. */
  how: string;
  section?: Section;
}

/** A section of this site; without an address while its chapter is not written. */
export interface Section {
  label: string;
  href?: string;
}

/** Where a step was described before. */
export interface Source {
  /** As it is called in short: `OWASP K01`. */
  label: string;
  /** The document's title. */
  title: string;
  href: string;
}

/** A whole tree, as content/attack-tree.yaml describes it, with its addresses found. */
export interface Tree {
  goal: Branch;
  mitigations: Mitigation[];
}

export const isLeaf = (node: Node): node is Leaf => !('parts' in node);

/** The leaves below a node, or the node itself. */
export function leavesOf(node: Node): Leaf[] {
  return isLeaf(node) ? [node] : node.parts.flatMap(leavesOf);
}

/**
 * In how many ways a node can still be reached: an `any` by each way of each part, an `all` by every combination.
 * @param done ids of the mitigations that are in place
 * @returns 0 where it is closed
 */
export function waysTo(node: Node, done: ReadonlySet<string>): number {
  if (isLeaf(node)) return node.closed.some((id) => done.has(id)) ? 0 : 1;
  const ways = node.parts.map((part) => waysTo(part, done));
  return node.kind === 'any' ? ways.reduce((a, b) => a + b, 0) : ways.reduce((a, b) => a * b, 1);
}

/** The mitigations that close a leaf of the tree, in their order: those worth asking about. */
export function closers({ goal, mitigations }: Tree): Mitigation[] {
  const ids = new Set(leavesOf(goal).flatMap((leaf) => leaf.closed));
  return mitigations.filter((m) => ids.has(m.id));
}

/** Nodes that are open themselves, but lead nowhere any more: a part beside or above them that an `all` needs is closed. */
export function deadEnds(goal: Node, done: ReadonlySet<string>): Set<string> {
  const dead = new Set<string>();
  const mark = (node: Node, cut: boolean): void => {
    const ways = waysTo(node, done);
    if (cut && ways > 0) dead.add(node.id);
    if (isLeaf(node)) return;
    for (const part of node.parts) mark(part, cut || (node.kind === 'all' && ways === 0));
  };
  mark(goal, false);
  return dead;
}
