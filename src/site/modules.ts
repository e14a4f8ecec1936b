import { edited, elementsOf, quoted } from './html.ts';

/** Names of the files, in the same folder, that a built module imports at once; not what it imports when asked to. */
export function importsOf(code: string): string[] {
  return [...code.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+)["']/g)].map((m) => m[1]!);
}

/**
 * A built page whose modules stand behind the font it preloads, by name, with
 * all that they import: every file is asked for at once, where the layout says.
 * Astro writes a component's script beside whichever one of its elements was
 * ready first: late, and so that two builds of the same page differ.
 * @param read the built file of a script's address
 * @throws when a page has a module and preloads no font
 */
export function withModulesBehindFont(html: string, read: (src: string) => string): string {
  const elements = elementsOf(html, ['script', 'link']);
  const tags = elements.filter(
    ({ name, attributes }) => name === 'script' && attributes.type === 'module' && attributes.src !== undefined,
  );
  const modules = [...new Set(tags.map(({ attributes }) => attributes.src!))].sort();
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
  const font = elements.find(({ name, attributes }) => name === 'link' && attributes.as === 'font');
  if (!font) throw new Error('a page with modules that preloads no font (src/layouts/Files.astro)');
  const behind = [
    ...modules.map((src) => `<script type="module" src="${quoted(src)}"></script>`),
    ...[...imported].sort().map((href) => `<link rel="modulepreload" href="${quoted(href)}">`),
  ].join('');
  return edited(html, [
    ...tags.map(({ start, end }) => ({ start, end, text: '' })),
    { start: font.end, end: font.end, text: behind },
  ]);
}
