const MODULE = /<script type="module" src="([^"]+)"><\/script>/g;

/** Names of the files, in the same folder, that a built module imports at once; not what it imports when asked to. */
export function importsOf(code: string): string[] {
  return [...code.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+)["']/g)].map((m) => m[1]!);
}

/**
 * A built page whose modules stand before its main element, by name, with all
 * that they import: every file is asked for at once, after the font and before
 * what is long. Astro writes a component's script beside whichever one of its
 * elements was ready first: late, and so that two builds of the same page differ.
 * @param read the built file of a script's address
 * @throws when a page has a module and no main element
 */
export function withModulesBeforeMain(html: string, read: (src: string) => string): string {
  const modules = [...new Set([...html.matchAll(MODULE)].map((m) => m[1]!))].sort();
  if (modules.length === 0) return html;
  const imported = new Set<string>();
  const follow = (src: string): void => {
    for (const name of importsOf(read(src))) {
      const file = src.slice(0, src.lastIndexOf('/') + 1) + name;
      if (imported.has(file) || modules.includes(file)) continue;
      imported.add(file);
      follow(file);
    }
  };
  modules.forEach(follow);
  const tags = [
    ...modules.map((src) => `<script type="module" src="${src}"></script>`),
    ...[...imported].sort().map((href) => `<link rel="modulepreload" href="${href}">`),
  ].join('');
  const rest = html.replace(MODULE, '');
  if (!rest.includes('<main')) throw new Error('a page without <main>');
  return rest.replace('<main', () => `${tags}<main`);
}
