/** What makes an element the same one in fresh markup, among its siblings: its data-key. */
const keyOf = (node: Node): string | undefined => (node instanceof HTMLElement ? node.dataset.key : undefined);

/**
 * Makes the children of a node those of another, by changing only what differs; `made` is used up.
 *
 * Children with a data-key are matched by it, others by their place, so that one that comes, goes or is put elsewhere
 * leaves its neighbours alone: what has the focus, is scrolled or unfolded or moves in them goes on.
 */
export function morph(old: Element, made: ParentNode): void {
  const keyed = new Map<string, Element>();
  for (const child of old.children) {
    const key = keyOf(child);
    if (key !== undefined && !keyed.has(key)) keyed.set(key, child);
  }
  const wanted = new Set([...made.children].map(keyOf));
  let at = old.firstChild;
  for (const node of [...made.childNodes]) {
    while (at && keyOf(at) !== undefined && !wanted.has(keyOf(at))) at = drop(at);
    const key = keyOf(node);
    // A node without a key takes the place of one without.
    const match = key !== undefined ? keyed.get(key) : at && keyOf(at) === undefined ? at : undefined;
    if (key !== undefined) keyed.delete(key);
    if (match === at && match) at = match.nextSibling;
    else if (match) put(old, match, at);
    if (!match) old.insertBefore(node, at);
    else if (!same(match, node)) old.replaceChild(node, match);
    else if (!(match instanceof Element)) match.nodeValue = node.nodeValue;
    else if (!match.isEqualNode(node)) {
      attributes(match, node as Element);
      morph(match, node as Element);
    }
  }
  while (at) at = drop(at);
}

/** Removes a node. Returns the one behind it. */
function drop(node: ChildNode): ChildNode | null {
  const next = node.nextSibling;
  node.remove();
  return next;
}

/** Puts a child before another; where the browser can, with all that goes on in it. */
function put(parent: Element, child: Node, before: Node | null): void {
  if ('moveBefore' in parent) (parent.moveBefore as Element['insertBefore'])(child, before);
  else (parent as Element).insertBefore(child, before);
}

/** A mark of something new arrives anew with every step, or its motion would be missing. */
function same(old: Node, made: Node): boolean {
  return old.nodeName === made.nodeName && !(made instanceof Element && made.classList.contains('dg-new'));
}

function attributes(old: Element, made: Element): void {
  for (const { name } of [...old.attributes]) if (!made.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of made.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
}

/** Carries what the reader unfolded over to fresh markup, by each summary's data-key. */
export function keepUnfolded(root: ParentNode, content: ParentNode): void {
  const folds = (of: ParentNode) =>
    [...of.querySelectorAll<HTMLElement>('summary[data-key]')].map(
      (summary) => [summary.dataset.key, summary.parentElement as HTMLDetailsElement] as const,
    );
  const was = new Map(folds(root));
  for (const [key, details] of folds(content)) details.open = was.get(key)?.open ?? details.open;
}
