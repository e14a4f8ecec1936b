/** `npm run dev`: the site as its authors see it, reloading as files change. */
process.env.ASTRO_DEV_BACKGROUND = '0';
process.env.ASTRO_TELEMETRY_DISABLED = '1';
const { dev } = await import('astro');
const server = await dev({ root: process.cwd() });
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void server.stop().finally(() => process.exit(0)));
}

export {};
