/*
 * What an element held when the page was delivered: the evidence. While something else is played in it, its own nodes
 * are kept here, the same nodes and not a copy, so nothing that happens meanwhile can lose them.
 */
const kept = new WeakMap<Element, DocumentFragment>();

/** Empties an element for something to be played in it. Returns its delivered nodes, to be copied; they stay what they are however often it is emptied. */
export function takeDelivered(element: Element): DocumentFragment {
  let nodes = kept.get(element);
  if (nodes) element.replaceChildren();
  else {
    const range = document.createRange();
    range.selectNodeContents(element);
    nodes = range.extractContents();
    kept.set(element, nodes);
  }
  return nodes;
}

/** Puts the delivered nodes back; nothing where they are there. */
export function restoreDelivered(element: Element): void {
  const nodes = kept.get(element);
  if (!nodes) return;
  kept.delete(element);
  element.replaceChildren(nodes);
}

/** Where the delivered nodes of an element are: in it, or kept while something else is played there. */
export function deliveredIn(element: Element): Element | DocumentFragment {
  return kept.get(element) ?? element;
}
