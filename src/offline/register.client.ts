import type { FromPage } from './protocol.ts';

/** How often a page that is looked at again asks for a new version, at most: milliseconds. */
const PAUSE = 600_000;

/**
 * Once the page has loaded, has the site kept for reading offline, unless the reader saves data; and says so when a new
 * version is there. `data-offline` of the document says what is kept: `text` of the site, `ready` with this page's recordings.
 */
const link = document.querySelector<HTMLLinkElement>('link[rel="offline-worker"]');
const saving = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData;
const { serviceWorker } = navigator;

function ask(worker: ServiceWorker, type: 'current?' | 'read'): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  const message: FromPage = { type, address: location.href, revision: link!.dataset.revision ?? '' };
  worker.postMessage(message, [port2]);
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => {
      resolve(data === true);
    };
  });
}

async function start(): Promise<void> {
  const registration = await serviceWorker.register(link!.href);
  const news = document.createElement('div');
  news.className = 'new-version';
  news.role = 'status';
  document.body.append(news);
  let taking = false;

  const offer = async (worker: ServiceWorker | null): Promise<void> => {
    if (!worker || news.hasChildNodes() || (await ask(worker, 'current?')) || news.hasChildNodes()) return;
    const button = document.createElement('button');
    button.className = 'bar-button';
    button.type = 'button';
    button.textContent = '読み込み直す';
    button.onclick = () => {
      const message: FromPage = { type: 'take' };
      taking = true;
      if (registration.waiting) registration.waiting.postMessage(message);
      else location.reload();
    };
    news.append('新しい版があります。', button);
  };
  const watch = (worker: ServiceWorker | null): void => {
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed') void offer(worker);
    });
  };

  registration.addEventListener('updatefound', () => {
    watch(registration.installing);
  });
  watch(registration.installing);
  void offer(registration.waiting);
  serviceWorker.addEventListener('controllerchange', () => {
    if (taking) location.reload();
    else void offer(serviceWorker.controller);
  });
  let last = 0;
  document.addEventListener('visibilitychange', ({ timeStamp }) => {
    if (document.visibilityState !== 'visible' || timeStamp - last < PAUSE) return;
    last = timeStamp;
    registration.update().catch(() => undefined);
  });

  const { active } = await serviceWorker.ready;
  document.documentElement.dataset.offline = 'text';
  if (await ask(active!, 'read')) document.documentElement.dataset.offline = 'ready';
}

if (import.meta.env.PROD && link && serviceWorker && !saving) {
  // A registration that is refused (by a setting, a full disk, a proxy) leaves a site that is read as it comes.
  const begin = () => void start().catch(() => undefined);
  if (document.readyState === 'complete') begin();
  else addEventListener('load', begin);
}
