import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../authored/problem.ts';
import { didYouMean } from '../../authored/nearest.ts';
import type { Node } from '../../chapter/node.ts';
import { slugOf } from '../../chapter/all.ts';
import { getGlossary } from '../../glossary/glossary.ts';
import { APPENDIX, SLUGS } from '../../outline.ts';
import { problemAt, type Rule } from '../rule.ts';
import { idsOf } from './ids.ts';

/** Links of the site lead somewhere, and to a place that is there. */
export const links: Rule = async (chapter, site) => {
  const empty = chapter.links.flatMap(({ url, text, node }) => [
    ...(url === '' ? [problemAt(chapter, node, 'a link without an address')] : []),
    ...(text.trim() === '' && !node.children?.some(({ type }) => type !== 'text')
      ? [problemAt(chapter, node, 'a link without words, which nobody can choose', 'Write what it leads to')]
      : []),
  ]);
  const all = [
    ...chapter.links.filter(({ url }) => url !== ''),
    ...chapter.components.flatMap(({ name, attributes, node }) => {
      const href = attributes.get('href')?.value;
      return name === 'a' && typeof href === 'string' ? [{ url: href, node }] : [];
    }),
  ];
  const own = slugOf(chapter.file);
  const check = async (url: string, node: Node): Promise<Problem[]> => {
    if (/^(?:https?:|mailto:)/.test(url)) return [];
    if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(url))
      return [problemAt(chapter, node, `${url}: no link of this site`, 'Write https://...')];
    const target = new URL(url, `http://site/${own}/`);
    const path = safeDecode(target.pathname).slice(1);
    const anchor = safeDecode(target.hash.slice(1));
    const slug = path.replace(/\/$/, '');
    const page = slug === own ? chapter : site.chapters.get(slug);
    const known = page !== undefined || slug === '' || APPENDIX.some((a) => a.slug === slug);
    if (!known) {
      if (existsSync(join('public', path)) || /^recordings\//.test(path)) return [];
      return [
        SLUGS.has(slug)
          ? problemAt(
              chapter,
              node,
              `${url}: that chapter is not written yet`,
              `Write <Sec to="${slug}" />: it becomes a link once it is`,
            )
          : problemAt(
              chapter,
              node,
              `${url} leads nowhere`,
              didYouMean(slug, [...site.chapters.keys(), ...APPENDIX.map((a) => a.slug)]),
            ),
      ];
    }
    if (path !== '' && !path.endsWith('/'))
      return [
        problemAt(chapter, node, `${url}: addresses of this site end in a slash`, `Write /${slug}/${target.hash}`),
      ];
    if (anchor === '' || slug === '') return [];
    const ids = page
      ? (await idsOf(page, site)).map(({ id }) => id)
      : slug === 'glossary'
        ? getGlossary().terms.map(({ id }) => id)
        : [...site.chapters.keys(), 'beginning'];
    return ids.includes(anchor)
      ? []
      : [problemAt(chapter, node, `${url}: no #${anchor} on that page`, didYouMean(anchor, ids))];
  };
  return [...empty, ...(await Promise.all(all.map(({ url, node }) => check(url, node)))).flat()];
};

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
