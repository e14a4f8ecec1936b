/**
 * Serves a built site as it is: `node src/scripts/serve.ts [FOLDER [PORT [BASE]]]`.
 * The port must be free. Stops on Ctrl-C.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A running server. */
export interface Served {
  /** With the base path, ending in a slash. */
  address: string;
  port: number;
  stop(): Promise<void>;
}

/**
 * @param folder what a build wrote
 * @param port tried first; the next free one is taken instead
 * @param base path the site was built for
 */
export async function serve(folder: string, port: number, base = '/'): Promise<Served> {
  // Astro would otherwise move the server to the background when it believes that an agent runs it.
  process.env.ASTRO_PREVIEW_BACKGROUND = '0';
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  const { preview } = await import('astro');
  const server = await preview({
    root: process.cwd(),
    outDir: resolve(folder),
    base,
    server: { port },
    logLevel: 'warn',
  });
  return {
    address: `http://localhost:${server.port}${base}`,
    port: server.port,
    stop: () => server.stop(),
  };
}

/** Stops a server on Ctrl-C or a polite kill, then leaves. */
export function stopOnSignal(served: Served): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void served.stop().finally(() => process.exit(0));
    });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [folder = 'dist', port = '4321', base = '/'] = process.argv.slice(2);
  const served = await serve(folder, Number(port), base);
  if (served.port !== Number(port)) {
    await served.stop();
    console.error(`Port ${port} is taken. Stop what listens there, or give another.`);
    process.exit(1);
  }
  stopOnSignal(served);
  console.log(served.address);
}
