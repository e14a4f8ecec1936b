/** Once the page has loaded, stores the site for reading offline, unless the reader saves data. */
const worker = document.querySelector<HTMLLinkElement>('link[rel="offline-worker"]')?.href;
const saving = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData;

if (import.meta.env.PROD && worker && 'serviceWorker' in navigator && !saving) {
  const start = async () => {
    await navigator.serviceWorker.register(worker);
    const ready = await navigator.serviceWorker.ready;
    ready.active?.postMessage('keep');
  };
  navigator.serviceWorker.addEventListener('message', (event) => {
    if (event.data === 'kept') document.documentElement.dataset.offline = 'ready';
  });
  if (document.readyState === 'complete') void start();
  else addEventListener('load', () => void start());
}

export {};
