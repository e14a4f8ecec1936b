/** Makes the children of a node those of another, by changing only what differs; `made` is used up. */
export function morph(old: Node, made: Node): void {
  let at = old.firstChild;
  for (let node = made.firstChild; node; ) {
    const following = node.nextSibling;
    if (!at) old.appendChild(node);
    else {
      const next: ChildNode | null = at.nextSibling;
      if (!same(at, node)) at.replaceWith(node);
      else if (!(at instanceof Element)) at.nodeValue = node.nodeValue;
      else if (!at.isEqualNode(node)) {
        attributes(at, node as Element);
        morph(at, node);
      }
      at = next;
    }
    node = following;
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
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
