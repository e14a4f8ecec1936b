import { createHash } from 'node:crypto';

const POLICY = /(<meta http-equiv="content-security-policy" content=")([^"]*)(")/;
const source = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Hashes of a page's inline elements of a name: those with text of their own. */
function hashes(html: string, element: 'style' | 'script'): string[] {
  return [
    ...new Set(
      [...html.matchAll(new RegExp(`<${element}(?![^>]*\\ssrc=)\\b[^>]*>(.*?)</${element}>`, 'gs'))].map((m) =>
        source(m[1]!),
      ),
    ),
  ];
}

/**
 * A built page whose policy allows its own inline styles and scripts and no
 * others. Astro's lists those of every page, and leaves out the styles that
 * come with a chapter.
 * @param html with a policy in a meta element
 * @throws when it has none, or one without style-src and script-src
 */
export function withOwnHashes(html: string): string {
  const policy = POLICY.exec(html)?.[2];
  if (policy === undefined) throw new Error('no content security policy');
  let own = policy;
  for (const [directive, element] of [
    ['style-src', 'style'],
    ['script-src', 'script'],
  ] as const) {
    if (!new RegExp(`(?:^|;)\\s*${directive} `).test(own)) throw new Error(`a policy without ${directive}: ${policy}`);
    own = own.replace(
      new RegExp(`((?:^|;)\\s*${directive} )([^;]*)`),
      (_, name: string, sources: string) =>
        name +
        [...sources.split(/\s+/).filter((s) => s && !s.startsWith("'sha256-")), ...hashes(html, element)].join(' '),
    );
  }
  return html.replace(POLICY, (_, before: string, _policy: string, after: string) => before + own + after);
}
