/**
 * The base path of a build, from `BASE_PATH`: '/' or '/docs/', with a slash at both ends.
 * @throws a sentence for what can't be one: it would break links, or name another site
 */
export function readBasePath(value: string | undefined): string {
  const given = value ?? '';
  const refuse = (why: string): never => {
    throw new Error(`BASE_PATH=${JSON.stringify(given)} ${why}. Give a path such as /docs/.`);
  };
  if (/^[a-z][a-z\d+.-]*:/i.test(given)) refuse('is a URL: where the site stands goes into SITE_URL');
  const found = /[?#"'<>\\`{}|^:\p{Cc}]/u.exec(given)?.[0];
  if (found) refuse(`holds ${JSON.stringify(found)}, which no path of this site may hold`);
  if (given.includes('//')) refuse('has two slashes in a row');
  if (given !== given.trim()) refuse('begins or ends with a space');
  const parts = given.split('/').filter(Boolean);
  try {
    if (parts.some((part) => /^\.{1,2}$/.test(decodeURIComponent(part)))) refuse('goes up or stays (. or ..)');
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    refuse('holds a % that encodes nothing');
  }
  return parts.length === 0 ? '/' : `/${parts.join('/')}/`;
}

/**
 * Where the site stands, from `SITE_URL`: an origin, such as `https://example.com`. Without it no page says its own address.
 * @throws a sentence for what is no origin
 */
export function readSiteUrl(value: string | undefined): string | undefined {
  if (!value) return undefined;
  const refuse = (why: string): never => {
    throw new Error(`SITE_URL=${JSON.stringify(value)} ${why}. Give an origin such as https://example.com.`);
  };
  const url = URL.canParse(value) ? new URL(value) : refuse('is no URL');
  if (!/^https?:$/.test(url.protocol)) refuse('is no web address');
  if (url.username || url.password) refuse('holds a name or a password');
  if (url.pathname !== '/' || url.search || url.hash) refuse('has more than an origin: a path goes into BASE_PATH');
  return url.origin;
}
