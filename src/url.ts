/**
 * A path of this site under whatever base path it was built for.
 * @param path from the site's root, with or without the leading slash: `1-1-namespace/`
 */
export function url(path: string): string {
  const base = import.meta.env.BASE_URL;
  return `${base.endsWith('/') ? base : `${base}/`}${path.replace(/^\//, '')}`;
}
