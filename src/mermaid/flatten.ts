/**
 * Runs in the page that drew a diagram: turns its styles into presentation attributes, so that the site's policy
 * (no inline styles) lets it through, and every stand-in into `var(--name)`.
 * @param names custom property by `rgb(r, g, b)` of its stand-in
 * @returns the SVG, and colours that have no name
 */
export function flatten(svg: SVGSVGElement, names: Record<string, string>): { markup: string; unknown: string[] } {
  const COLOURS = ['fill', 'stroke', 'stop-color'];
  const OTHERS: Record<string, string> = {
    'stroke-width': '1px',
    'stroke-dasharray': 'none',
    'font-size': '',
    'font-weight': '400',
    'font-style': 'normal',
    'text-anchor': 'start',
    'dominant-baseline': 'auto',
    opacity: '1',
    'fill-opacity': '1',
    'stroke-opacity': '1',
    'stroke-linecap': 'butt',
    'stroke-linejoin': 'miter',
    visibility: 'visible',
  };
  // A dash for each piece of a line, and a gap where its arrowhead is: three and three do as well.
  const dashes = (list: string): string => {
    const lengths = list.split(/[ ,]+/).map(Number.parseFloat);
    return lengths.length > 4
      ? '3 3'
      : lengths.length === 2 && lengths.every((n) => n > 0)
        ? lengths.join(' ')
        : 'none';
  };
  const unknown = new Set<string>();
  for (const e of svg.querySelectorAll('filter')) e.remove();
  // Icons of sequence diagrams, drawn or not.
  for (const e of svg.querySelectorAll('symbol')) if (!svg.querySelector(`use[href="#${e.id}"]`)) e.remove();
  for (const e of svg.querySelectorAll('marker'))
    if (!svg.querySelector(`[marker-end*="#${e.id})"], [marker-start*="#${e.id})"]`)) e.remove();
  const elements = [...svg.querySelectorAll<SVGElement>('*')].filter(
    (e) => !['style', 'title', 'desc', 'defs', 'metadata'].includes(e.tagName),
  );
  const plans = elements.map((element) => {
    const style = getComputedStyle(element);
    const plan: [string, string | null][] = [];
    const shape = /^(path|rect|circle|ellipse|line|polygon|polyline|text|tspan|stop)$/.test(element.tagName);
    if (!shape) return plan;
    for (const name of COLOURS) {
      const value = style.getPropertyValue(name);
      if (name === 'stroke' && /^t/.test(element.tagName)) plan.push([name, null]);
      else if (value === 'none') plan.push([name, name === 'stroke' ? null : 'none']);
      else if (names[value]) plan.push([name, `var(${names[value]})`]);
      else if (name === 'stop-color' && element.tagName !== 'stop') continue;
      else if (/^rgba\(.*, 0\)$/.test(value)) plan.push([name, name === 'fill' ? 'none' : null]);
      // Arrowheads that Mermaid leaves in SVG's own black.
      else if (value === 'rgb(0, 0, 0)' && element.closest('marker')) plan.push([name, 'var(--soft)']);
      else {
        unknown.add(
          `${element.tagName}${element.getAttribute('class') ? `.${element.getAttribute('class')}` : ''} ${name}: ${value}`,
        );
        plan.push([name, 'var(--ink)']);
      }
    }
    const text = element.tagName === 'text' || element.tagName === 'tspan';
    for (const [name, initial] of Object.entries(OTHERS)) {
      if (name.startsWith('stroke') && style.stroke === 'none') {
        plan.push([name, null]);
        continue;
      }
      if ((name.startsWith('font') || name === 'text-anchor' || name === 'dominant-baseline') && !text) {
        plan.push([name, null]);
        continue;
      }
      const value =
        name === 'stroke-dasharray' ? dashes(style.strokeDasharray) : style.getPropertyValue(name).replace(/px$/, '');
      plan.push([name, value === initial.replace(/px$/, '') ? null : value]);
    }
    return plan;
  });
  elements.forEach((element, i) => {
    for (const [name, value] of plans[i]!) {
      if (value === null) element.removeAttribute(name);
      else element.setAttribute(name, value);
    }
    element.removeAttribute('style');
    element.removeAttribute('class');
    element.removeAttribute('font-family');
    for (const { name } of [...element.attributes]) if (name.startsWith('data-')) element.removeAttribute(name);
    if (
      element.tagName === 'rect' &&
      (element.getAttribute('fill') ?? 'none') === 'none' &&
      !element.getAttribute('stroke')
    )
      element.remove();
  });
  for (const e of [...svg.querySelectorAll('g, defs')].reverse()) if (e.childNodes.length === 0) e.remove();
  const refers = new Set(
    [...svg.querySelectorAll('*')].flatMap((e) =>
      [...e.attributes].flatMap((a) => [...a.value.matchAll(/#([^)\s]+)\)/g)].map((m) => m[1])),
    ),
  );
  for (const e of svg.querySelectorAll('[id]'))
    if (!refers.has(e.id) && !/^(title|desc)$/.test(e.tagName)) e.removeAttribute('id');
  for (const style of svg.querySelectorAll('style')) style.remove();
  for (const name of ['style', 'class', 'aria-roledescription']) svg.removeAttribute(name);
  const [, , width, height] = svg.getAttribute('viewBox')!.split(/\s+/).map(Number);
  svg.setAttribute('width', String(Math.ceil(width!)));
  svg.setAttribute('height', String(Math.ceil(height!)));
  const markup = svg.outerHTML
    .replace(/\s+/g, ' ')
    .replace(/> </g, '><')
    .replace(/(?<![\d.])-?\d+\.\d{2,}(?!\.)/g, (n) => String(Math.round(Number(n) * 10) / 10));
  return { markup, unknown: [...unknown] };
}
