import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.cast': 'application/x-asciicast',
  '.svg': 'image/svg+xml',
};

interface Answer {
  body: Buffer;
  headers: Record<string, string>;
}

/** Serves files as a host would: compressed with gzip, from memory. The browser may not keep them. */
export class BenchServer {
  private readonly folder: string;
  private readonly server: Server;
  private readonly answers = new Map<string, Answer>();

  private constructor(folder: string) {
    this.folder = folder;
    this.server = createServer((request, response) => {
      const answer = this.find(decodeURI(request.url!.replace(/[?#].*/, '').replace(/\/$/, '/index.html')));
      if (answer) response.writeHead(200, answer.headers).end(answer.body);
      else response.writeHead(404).end();
    });
  }

  /** @param folder a built site, served at / */
  static async start(folder: string): Promise<BenchServer> {
    const bench = new BenchServer(folder);
    await new Promise<void>((resolve) => bench.server.listen(0, '127.0.0.1', resolve));
    return bench;
  }

  /** Without a slash at the end. */
  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Adds a file beside those of the folder. */
  put(path: string, content: string | Buffer): Answer {
    const type = TYPES[extname(path)];
    const body = type === undefined ? Buffer.from(content) : gzipSync(content);
    const answer = {
      body,
      headers: {
        'Content-Type': type ?? 'application/octet-stream',
        'Content-Length': String(body.length),
        'Cache-Control': 'no-store',
        ...(type === undefined ? {} : { 'Content-Encoding': 'gzip' }),
      },
    };
    this.answers.set(path, answer);
    return answer;
  }

  /** Bytes that files take on their way. */
  bytesOf(paths: readonly string[]): number {
    return paths.reduce((total, path) => total + this.find(path)!.body.length, 0);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private find(path: string): Answer | undefined {
    const file = join(this.folder, path);
    return this.answers.get(path) ?? (existsSync(file) ? this.put(path, readFileSync(file)) : undefined);
  }
}
