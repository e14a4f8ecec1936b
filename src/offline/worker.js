// The build replaces VERSION by a digest of everything listed and PATHS by the list.
const VERSION = 'VERSION';
const PATHS = ['PATHS'];
const HERE = new URL('./', self.location.href).href;
const PREFIX = `docker-kanzen-rikai ${new URL(HERE).pathname} `;
const CACHE = PREFIX + VERSION;

self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
      await self.clients.claim();
    })(),
  );
});

// A page asks for this once it has loaded, so that reading comes before storing.
self.addEventListener('message', (event) => {
  if (event.data === 'keep') event.waitUntil(keepAll(event.source));
});

async function keepAll(client) {
  const cache = await caches.open(CACHE);
  for (const path of PATHS) {
    const address = HERE + path;
    if (await cache.match(address)) continue;
    try {
      const response = await fetch(address, { cache: 'no-cache' });
      if (response.ok) await cache.put(address, response);
    } catch {
      return;
    }
  }
  client?.postMessage('kept');
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = request.url.replace(/[?#].*$/, '');
  if (request.method !== 'GET' || !address.startsWith(HERE)) return;
  const named = address.slice(HERE.length);
  // Names under _astro carry a digest: what is kept under one never changes.
  if (named.startsWith('_astro/')) event.respondWith(keptFirst(request, address));
  else if (PATHS.includes(named)) event.respondWith(networkFirst(request, address));
});

async function keptFirst(request, address) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(address);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await cache.put(address, response.clone());
  return response;
}

async function networkFirst(request, address) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(address, response.clone());
    return response;
  } catch (error) {
    const kept = await cache.match(address);
    if (kept) return kept;
    throw error;
  }
}
