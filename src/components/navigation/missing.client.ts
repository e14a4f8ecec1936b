import { nearest } from '../../authored/nearest.ts';

/** Marks, on the page for what is not there, the pages whose address is most like the one asked for, and puts them first. */
const list = document.querySelector('.missing');
const asked = decodeURIComponent(location.pathname)
  .replace(/(?:\/index)?\.html$/, '')
  .split('/')
  .findLast((part) => part !== '');
const pages = new Map<string, Element>();
for (const link of list?.querySelectorAll('a') ?? []) {
  const slug = link.pathname.split('/').findLast((part) => part !== '')!;
  for (const name of [slug, slug.replace(/^[\d-]+/, '')]) pages.set(name, link.parentElement!);
}
const near = asked === undefined ? [] : nearest(asked, pages.keys());
for (const item of new Set(near.map((name) => pages.get(name)!).reverse())) {
  item.classList.add('near');
  list!.prepend(item);
}
