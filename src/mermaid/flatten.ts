/** What is made of a drawing. */
export interface Flattened {
  markup: string;
  /** All text of it. */
  words: string;
  /** Colours that have no name. */
  unknown: string[];
  /** Elements that no page can show: HTML, images, scripts. */
  unfit: string[];
}

/**
 * Runs in the page that drew a diagram: turns its styles into presentation attributes, so that the site's policy
 * (no inline styles) lets it through, and every stand-in into `var(--name)`. Text stays as it is. Stands alone.
 * @param names custom property by `rgb(r, g, b)` of its stand-in
 * @param said what the drawing is called and says; its ids begin with `id`
 * @param round the value of an attribute with its coordinates rounded
 */
export function flatten(
  svg: SVGSVGElement,
  names: Record<string, string>,
  said: { id: string; title: string; description: string },
  round: (name: string, value: string) => string,
): Flattened {
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
  const unfit = [...new Set([...svg.querySelectorAll('foreignObject, image, script, a')].map((e) => `<${e.tagName}>`))];
  for (const e of svg.querySelectorAll('filter')) e.remove();
  for (const e of svg.querySelectorAll('[filter]')) e.removeAttribute('filter');
  // Icons of sequence diagrams, drawn or not.
  for (const e of svg.querySelectorAll('symbol')) if (!svg.querySelector(`use[href="#${e.id}"]`)) e.remove();
  for (const e of svg.querySelectorAll('marker'))
    if (!svg.querySelector(`[marker-end*="#${e.id})"], [marker-start*="#${e.id})"]`)) e.remove();
  for (const e of svg.querySelectorAll('g, text, rect, path'))
    if (!e.closest('defs, marker, symbol') && getComputedStyle(e).display === 'none') e.remove();
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
      // A line between two branches, which Mermaid draws in the colour of what it leads to.
      if (name === 'stroke' && /\bsection-edge/.test(element.getAttribute('class') ?? ''))
        plan.push([name, 'var(--edge)']);
      else if (name === 'stroke' && /^t/.test(element.tagName)) plan.push([name, null]);
      else if (value === 'none') plan.push([name, name === 'stroke' ? null : 'none']);
      else if (names[value]) plan.push([name, `var(${names[value]})`]);
      else if (name === 'stop-color' && element.tagName !== 'stop') continue;
      else if (/^rgba\(.*, 0\)$/.test(value)) plan.push([name, name === 'fill' ? 'none' : null]);
      // Arrowheads that Mermaid leaves in SVG's own black.
      else if (value === 'rgb(0, 0, 0)' && element.closest('marker')) plan.push([name, 'var(--soft)']);
      // A hollow arrowhead shows what is behind it.
      else if (value === 'rgb(255, 255, 255)' && element.closest('marker')) plan.push([name, 'var(--paper)']);
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
      // The line that a label stands on must not be seen through it.
      if (name.includes('opacity') && element.tagName === 'rect' && element.closest('.edgeLabel')) {
        plan.push([name, null]);
        continue;
      }
      const value =
        name === 'stroke-dasharray' ? dashes(style.strokeDasharray) : style.getPropertyValue(name).replace(/px$/, '');
      plan.push([name, value === initial.replace(/px$/, '') ? null : value]);
    }
    // A box has the site's corners.
    if (element.tagName === 'rect' && style.stroke !== 'none' && element.hasAttribute('width'))
      plan.push(['rx', '6'], ['ry', '6']);
    // A line ends some pixels before the label that stands on it.
    if (element.tagName === 'rect' && element.closest('.edgeLabel') && element.hasAttribute('width'))
      plan.push(
        ['x', String(Number(element.getAttribute('x')) - 5)],
        ['width', String(Number(element.getAttribute('width')) + 10)],
      );
    // What is written on lines stands before them.
    if (element.tagName === 'text' && /\bmessageText\b/.test(element.getAttribute('class') ?? ''))
      plan.push(
        ['stroke', 'var(--paper)'],
        ['stroke-width', '6'],
        ['stroke-linejoin', 'round'],
        ['paint-order', 'stroke'],
      );
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
  for (const e of svg.querySelectorAll(':scope > title, :scope > desc')) e.remove();
  for (const [name, text] of [
    ['desc', said.description],
    ['title', said.title],
  ] as const) {
    const element = document.createElementNS(svg.namespaceURI, name);
    element.id = `${said.id}-${name}`;
    element.append(text);
    svg.prepend(element);
  }
  svg.setAttribute('aria-labelledby', `${said.id}-title`);
  svg.setAttribute('aria-describedby', `${said.id}-desc`);
  for (const e of [svg, ...svg.querySelectorAll('*')])
    for (const { name, value } of [...e.attributes]) {
      const rounded = round(name, value);
      if (rounded !== value) e.setAttribute(name, rounded);
    }
  // What stands between elements is no text, but between the parts of one it may be a space.
  const blanks = document.createTreeWalker(svg, NodeFilter.SHOW_TEXT);
  const between: Node[] = [];
  while (blanks.nextNode())
    if (!blanks.currentNode.parentElement!.closest('text, title, desc')) between.push(blanks.currentNode);
  for (const node of between) node.parentNode!.removeChild(node);
  const words = [...svg.querySelectorAll('text')].map((e) => e.textContent).join('\n');
  return { markup: svg.outerHTML, words, unknown: [...unknown], unfit };
}
