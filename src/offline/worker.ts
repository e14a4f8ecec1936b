/**
 * The service worker. A copy of the site is one build, whole: a newer one is fetched beside it, file by file where a
 * file changed, and takes its place when no page of the old one is open, or when a reader asks for it.
 */
import { PrecacheController } from 'workbox-precaching';
import type { FromPage, Manifest } from './protocol.ts';
import { spellings } from './spellings.ts';

declare const self: ServiceWorkerGlobalScope;
declare const __MANIFEST__: Manifest;

/** How long a page is waited for before its kept copy is shown: milliseconds. */
const PATIENCE = 3000;

const { text, recordings, pages } = __MANIFEST__;
const scope = self.registration.scope;
const RECORDINGS = `recordings ${scope}`;
const addressOf = (path: string): string => new URL(encodeURI(path), scope).href;

/** As `digestOf` in ./manifest.ts has it. */
async function digestOf(response: Response): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(hash).slice(0, 12)))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}

/** An answer is kept if it is what the build wrote: no error page, no portal's, no other version's. */
const isOf = async (digest: string | undefined, response: Response): Promise<boolean> =>
  response.status === 200 && digest !== undefined && (await digestOf(response.clone())) === digest;

const copy = new PrecacheController({
  plugins: [
    {
      cacheWillUpdate: async ({ request, response }) =>
        (await isOf(text[knownAs(request.url, text) ?? ''], response)) ? response : null,
    },
  ],
});
copy.addToCacheList(Object.entries(text).map(([path, revision]) => ({ url: addressOf(path), revision })));

/** The path of a list that an address means. */
const knownAs = (address: string, list: Record<string, unknown>): string | undefined =>
  spellings(address, scope).find((path) => Object.hasOwn(list, path));

self.addEventListener('install', (event) => {
  void copy.install(event);
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const path = knownAs(request.url, text);
  if (request.mode === 'navigate') {
    if (path !== undefined) event.respondWith(page(request, addressOf(path)));
  } else if (path !== undefined) event.respondWith(kept(request, addressOf(path)));
  else if (knownAs(request.url, recordings) !== undefined)
    event.respondWith(recording(event, request, knownAs(request.url, recordings)!));
  // A file of the build before this one, for a page of it that is still open.
  else if (request.url.startsWith(`${scope}_astro/`)) event.respondWith(former(request));
});

/** The server's answer, whatever it says, as it arrives; the kept page where there is none in time, or the server is broken. */
async function page(request: Request, address: string): Promise<Response> {
  const network = fetch(request);
  const late = new Promise<undefined>((resolve) => {
    setTimeout(resolve, PATIENCE);
  });
  const answer = await Promise.race([network.catch(() => undefined), late]);
  if (answer && answer.status < 500) return answer;
  return (await copy.matchPrecache(address)) ?? network;
}

const kept = async (request: Request, address: string): Promise<Response> =>
  (await copy.matchPrecache(address)) ?? fetch(request);

async function former(request: Request): Promise<Response> {
  const cache = await caches.open(copy.strategy.cacheName);
  return (await cache.match(request, { ignoreSearch: true })) ?? fetch(request);
}

const keyOf = (path: string): string => `${addressOf(path)}?${recordings[path]}`;

async function recording(event: FetchEvent, request: Request, path: string): Promise<Response> {
  const cache = await caches.open(RECORDINGS);
  const found = await cache.match(keyOf(path));
  if (found) return found;
  const response = await fetch(request);
  // Beside the answer, not before it: neither a slow line nor a full disk holds it back.
  event.waitUntil(store(cache, path, response.clone()).catch(() => undefined));
  return response;
}

/** @returns whether it is kept now */
async function store(cache: Cache, path: string, response: Response): Promise<boolean> {
  if (!(await isOf(recordings[path], response))) return false;
  await cache.put(keyOf(path), response);
  return true;
}

self.addEventListener('message', (event) => {
  const message = event.data as FromPage;
  if (message.type === 'take') void self.skipWaiting();
  else event.waitUntil(answer(message, event));
});

async function answer(message: Exclude<FromPage, { type: 'take' }>, event: ExtendableMessageEvent): Promise<void> {
  const path = knownAs(message.address, pages);
  const current = path === undefined || pages[path]!.revision === message.revision;
  if (message.type === 'current?') event.ports[0]!.postMessage(current);
  else {
    if (current) await tidy();
    event.ports[0]!.postMessage(await keepRecordings(path === undefined ? [] : pages[path]!.shows));
  }
}

/** @returns whether all files of these recordings are kept */
async function keepRecordings(names: readonly string[]): Promise<boolean> {
  const cache = await caches.open(RECORDINGS);
  const wanted = Object.keys(recordings).filter((path) => names.includes(path.split('/')[1]!));
  try {
    for (const path of wanted) {
      if (await cache.match(keyOf(path))) continue;
      if (!(await store(cache, path, await fetch(addressOf(path), { cache: 'no-cache' })))) return false;
    }
  } catch {
    return false;
  }
  return true;
}

/** Files of former builds go when the one page that is open is of this build, and none is on its way. */
async function tidy(): Promise<void> {
  const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const { installing, waiting } = self.registration;
  if (installing || waiting || open.filter(({ url }) => url.startsWith(scope)).length > 1) return;
  const texts = new Set(copy.getURLsToCacheKeys().values());
  const data = new Set(Object.keys(recordings).map(keyOf));
  for (const [name, current] of [
    [copy.strategy.cacheName, texts],
    [RECORDINGS, data],
  ] as const) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) if (!current.has(request.url)) await cache.delete(request);
  }
}
