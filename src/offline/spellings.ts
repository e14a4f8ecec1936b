/**
 * The paths that an address may mean, likeliest first: `1-1-namespace/` for `…/1-1-namespace`, `…/1%2D1-namespace/?a#b`
 * and `…/1-1-namespace/index.html`.
 * @param scope where the site stands, with a slash at its end
 * @returns from the site's root, decoded; none for an address outside of it
 */
export function spellings(address: string, scope: string): string[] {
  const url = new URL(address);
  const root = new URL(scope);
  const decoded = (path: string): string => {
    try {
      return decodeURIComponent(path);
    } catch {
      return path;
    }
  };
  const path = decoded(url.pathname);
  const base = decoded(root.pathname);
  if (url.origin !== root.origin || !`${path}/`.startsWith(base)) return [];
  const named = path.slice(base.length);
  const page = named.replace(/(^|\/)index\.html$/, '$1');
  return [...new Set([named, page, page === '' || page.endsWith('/') ? page : `${page}/`])];
}
