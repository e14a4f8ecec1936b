import { createHash } from 'node:crypto';
import { edited, type Element, elementsOf, quoted } from './html.ts';

/** The source expression of an inline script or style sheet, as a policy lists it. https://www.w3.org/TR/CSP3/#grammardef-hash-source */
export const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Whether an element is a script written in the page. One of another type is data: no browser runs it. https://html.spec.whatwg.org/multipage/scripting.html#prepare-the-script-element */
const runs = ({ name, attributes }: Element): boolean =>
  name === 'script' &&
  attributes.src === undefined &&
  /^(?:|module|importmap|speculationrules|(?:text|application)\/(?:x-)?(?:java|ecma|live|j)script(?:1\.\d)?)\s*(?:;|$)/i.test(
    (attributes.type ?? (attributes.language ? `text/${attributes.language}` : '')).trim(),
  );

/**
 * A built page whose policy allows its own inline styles, those inline scripts that are known, and no others. Astro's
 * lists those of every page, and leaves out the styles that come with a chapter. What is no hash stays: a page asks for
 * more by `Astro.csp` (`insertScriptResource`, `insertDirective`).
 * @param html with a policy in a meta element
 * @param known texts of the inline scripts that a page may have, by the name of their source file
 * @throws when it has no policy, one without style-src and script-src, or an inline script that is none of the known
 */
export function withOwnHashes(html: string, known: ReadonlyMap<string, string>): string {
  const elements = elementsOf(html, ['meta', 'script', 'style']);
  const meta = elements.find(
    ({ name, attributes }) => name === 'meta' && attributes['http-equiv']?.toLowerCase() === 'content-security-policy',
  );
  if (!meta) throw new Error('no content security policy');
  const scripts = elements.filter(runs).map(({ text }) => text);
  const allowed = new Set(known.values());
  const foreign = scripts.find((text) => !allowed.has(text));
  if (foreign !== undefined)
    throw new Error(
      `an inline script that is none of ${[...known.keys()].join(', ') || 'the known (there are none)'}: ${JSON.stringify(foreign.trim().slice(0, 80))}. Put it into a file that a component imports, or add its file to INLINE_SCRIPTS (src/site/pipeline.ts)`,
    );
  const early = elements.find((element) => runs(element) && element.start < meta.start);
  if (early) throw new Error(`an inline script before the policy: ${JSON.stringify(early.text.trim().slice(0, 80))}`);
  const styles = elements.filter(({ name }) => name === 'style').map(({ text }) => text);
  let own = meta.attributes.content ?? '';
  for (const [directive, texts] of [
    ['style-src', styles],
    ['script-src', scripts],
  ] as const) {
    const pattern = new RegExp(`((?:^|;)\\s*${directive} )([^;]*)`);
    if (!pattern.test(own)) throw new Error(`a policy without ${directive}: ${own}`);
    own = own.replace(
      pattern,
      (_, name: string, sources: string) =>
        name +
        [
          ...sources.split(/\s+/).filter((source) => source && !/^'sha(?:256|384|512)-/.test(source)),
          ...new Set(texts.map(hashOf)),
        ].join(' '),
    );
  }
  return edited(html, [
    {
      start: meta.start,
      end: meta.end,
      text: `<meta http-equiv="content-security-policy" content="${quoted(own)}">`,
    },
  ]);
}
