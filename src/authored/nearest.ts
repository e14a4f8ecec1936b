/** How many letters must be added, dropped, replaced or swapped with their neighbour to make one word of the other. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, beforeLast[j - 2]! + 1);
      row.push(least);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}

/** A list longer than this helps nobody who looks for one name. */
const MANY = 24;

/** The names most like a wrong one: a third of its letters may differ. At most three, all equally near. */
export function nearest(wrong: string, names: Iterable<string>): string[] {
  const limit = Math.max(1, Math.floor(wrong.length / 3));
  const own = wrong.toLowerCase();
  const near = [...new Set(names)]
    .map((name) => {
      const other = name.toLowerCase();
      // A name cut short, or with something added, is meant too.
      const part = own.length >= 3 && other.length >= 3 && (other.startsWith(own) || own.startsWith(other));
      const apart = Math.abs(own.length - other.length) > limit ? limit + 1 : distance(own, other);
      return { name, apart: part ? Math.min(apart, limit + 0.5) : apart };
    })
    .filter(({ apart }) => apart < limit + 1);
  const best = Math.min(...near.map(({ apart }) => apart));
  return near
    .filter(({ apart }) => apart === best)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Advice for a name that is none: the nearest ones, else all where they are not too many; undefined where nothing helps. */
export function didYouMean(wrong: string, names: Iterable<string>): string | undefined {
  const all = [...new Set(names)];
  const near = nearest(wrong, all);
  if (near.length > 0) return `Did you mean ${near.join(' or ')}?`;
  return all.length > 0 && all.length <= MANY ? `There are: ${all.join(', ')}` : undefined;
}
