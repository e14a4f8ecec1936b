/** A fence of a chapter, checked. */
export interface MermaidFence {
  source: string;
  /** Its `accTitle`: what the drawing is called. */
  title: string;
}

/**
 * Checks the text of a mermaid fence.
 * @param place file and line, for the error
 * @throws when it says nothing to those who do not see it
 */
export function parseFence(text: string, place: string): MermaidFence {
  const source = text.trim();
  const said = (name: string) =>
    new RegExp(`^\\s*${name}\\s*(?::\\s*(\\S.*)|\\{\\s*([^}]*\\S)\\s*\\})`, 'm').exec(source);
  const title = said('accTitle')?.[1];
  if (!title) throw new Error(`${place}: a mermaid fence needs a line "accTitle: ...": what the picture is called`);
  if (!said('accDescr'))
    throw new Error(
      `${place}: a mermaid fence needs "accDescr: ..." (or accDescr { ... }): what the picture says, for those who do not see it`,
    );
  return { source, title };
}
