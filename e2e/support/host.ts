import { once } from 'node:events';
import { cpSync, existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { keepOffline } from '../../src/offline/step.ts';
import { filesIn, pagesOf, textOf } from '../../src/site/files.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Takes an answer over; false leaves it to the host. */
type Behaviour = (request: IncomingMessage, response: ServerResponse) => boolean;

/** A host of one site, which can deploy another build, misbehave, and go away. */
export class Host {
  /** What is served. */
  folder: string;
  behave: Behaviour = () => false;
  /** Paths asked for, since it was last emptied. */
  readonly asked: string[] = [];
  private readonly server = createServer((request, response) => {
    this.answer(request, response);
  });
  private readonly base: string;

  /** @param base path the site was built for */
  constructor(folder: string, base: string) {
    this.folder = folder;
    this.base = base;
  }

  /** @returns the address of the front page */
  async start(): Promise<string> {
    this.server.listen(0, 'localhost');
    await once(this.server, 'listening');
    return `http://localhost:${(this.server.address() as AddressInfo).port}${this.base}`;
  }

  async stop(): Promise<void> {
    if (!this.server.listening) return;
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url!, 'http://localhost');
    const path = decodeURIComponent(pathname).slice(this.base.length);
    this.asked.push(path);
    if (this.behave(request, response)) return;
    let file = join(this.folder, path);
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    const found = existsSync(file);
    response.writeHead(found ? 200 : 404, {
      'Content-Type': TYPES[found ? extname(file) : '.html'] ?? 'application/octet-stream',
      'Cache-Control': 'no-cache',
    });
    response.end(readFileSync(found ? file : join(this.folder, '404.html')));
  }
}

/**
 * A second build, as of sources that changed: a copy of the first whose pages say so, with other names for scripts
 * where they are to have changed too, and with its own worker.
 * @param folder where it is to be
 */
export async function rebuild(
  first: string,
  folder: string,
  changes: { pages: (path: string) => boolean; scripts: boolean },
): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  cpSync(first, folder, { recursive: true });
  const files = filesIn(folder);
  const scripts = changes.scripts ? files.list().filter((path) => /^_astro\/.*\.js$/.test(path)) : [];
  const renamed = (text: string): string =>
    scripts.reduce((all, path) => {
      const name = path.slice('_astro/'.length);
      return all.replaceAll(name, name.replace(/\.js$/, '_new.js'));
    }, text);
  for (const path of scripts) {
    files.write(path, renamed(textOf(files, path)));
    renameSync(join(folder, path), join(folder, path.replace(/\.js$/, '_new.js')));
  }
  for (const path of pagesOf(files)) {
    const html = renamed(textOf(files, path));
    files.write(path, changes.pages(path) ? html.replace('</h1>', '（改訂）</h1>') : html);
  }
  await keepOffline.run(files, { info: () => undefined, warn: () => undefined });
}
