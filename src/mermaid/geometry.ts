/**
 * The value of an attribute of SVG with its coordinates rounded to a tenth, where it is one that holds coordinates;
 * any other value, and numbers that are no coordinates (angles, factors), as they are. Runs in the page that drew, so
 * it stands alone.
 * @param name of the attribute
 */
export function roundedGeometry(name: string, value: string): string {
  // "1.55.66" is two numbers: a space keeps them apart when the dot is gone.
  const round = (list: string): string =>
    list.replace(/-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi, (number, offset: number) => {
      if (!/[.e]/i.test(number)) return number;
      const rounded = String(Math.round(Number(number) * 10) / 10 + 0);
      return /[\d.]/.test(list[offset - 1] ?? '') && !rounded.startsWith('-') ? ` ${rounded}` : rounded;
    });
  if (name === 'transform') return value.replace(/translate\([^)]*\)/g, round);
  if (name === 'd') {
    // The flags of an arc may stand without a space before what follows them: such a path stays as it is.
    const arcs = [...value.matchAll(/[aA]([^a-zA-Z]*)/g)].map(([, list]) => list!.split(/[\s,]+/).filter(Boolean));
    return arcs.every((numbers) => numbers.length % 7 === 0) ? round(value) : value;
  }
  const COORDINATES =
    /^(?:points|viewBox|x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|dx|dy|width|height|refX|refY|markerWidth|markerHeight)$/;
  return COORDINATES.test(name) && !value.includes('%') ? round(value) : value;
}
