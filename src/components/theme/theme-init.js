try {
  const t = localStorage.getItem('docker-kanzen-rikai:theme');
  if (t === 'light' || t === 'dark') document.documentElement.dataset.theme = t;
} catch {}
