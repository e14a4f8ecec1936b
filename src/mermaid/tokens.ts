import { readFileSync } from 'node:fs';

const FILES = ['../styles/tokens.css', '../styles/namespace-hues.css'];

/**
 * Every colour the site's style sheets name, each with a stand-in: Mermaid computes with colours and knows no
 * custom properties, so it draws with stand-ins, and what it drew is given the names back. `--sheet` to `#a00103`.
 */
export function standIns(): Map<string, string> {
  const names = FILES.flatMap((file) =>
    [
      ...readFileSync(new URL(file, import.meta.url), 'utf8').matchAll(
        /^\s*(--[a-z0-9-]+): (?:light-dark\(|oklch\()/gm,
      ),
    ].map((m) => m[1]!),
  );
  return new Map([...new Set(names)].map((name, i) => [name, `#a0${(i + 1).toString(16).padStart(4, '0')}`]));
}
