/**
 * A list in the order in which it was shown: what was there keeps its order, what is new stands behind what it stands
 * behind in the fresh list.
 * @param fresh what is to be shown, each key once
 * @param shown what was shown before, in its order; nothing where nothing was
 */
export function keepPlaces<T>(fresh: T[], shown: readonly T[] | undefined, keyOf: (of: T) => string): T[] {
  if (!shown) return fresh;
  const left = new Map(fresh.map((item) => [keyOf(item), item]));
  const placed: T[] = [];
  for (const old of shown) {
    const item = left.get(keyOf(old));
    if (item !== undefined) placed.push(item);
    left.delete(keyOf(old));
  }
  fresh.forEach((item, at) => {
    if (left.has(keyOf(item))) placed.splice(at === 0 ? 0 : placed.indexOf(fresh[at - 1]!) + 1, 0, item);
  });
  return placed;
}
