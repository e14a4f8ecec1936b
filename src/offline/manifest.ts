import { createHash } from 'node:crypto';
import { type Files, pagesOf, textOf } from '../site/files.ts';
import type { Entries, Manifest } from './protocol.ts';

/** The first 96 bits of SHA-256, in base64url: enough to tell a file from any other, a third of the bytes. */
export const digestOf = (content: Uint8Array | string): string =>
  createHash('sha256').update(content).digest('base64url').slice(0, 16);

const TEXT = /^(?:_astro\/.*\.(?:js|css)|fonts\/.*\.woff2|favicon\.svg)$/;
const RECORDING = /^recordings\/([^/]+)\/.*\.(?:json|cast)$/;

/** The path under which a page is asked for. */
const addressOf = (path: string): string => path.replace(/(^|\/)index\.html$/, '$1');

/**
 * What of a built site is kept for reading offline. The page that a server shows for unknown addresses is not, nor is
 * what the lab loads: only a click asks for it.
 */
export function manifestOf(files: Files): Manifest {
  const all = files.list();
  const pages = pagesOf(files).filter((path) => path !== '404.html');
  const recordings = all.filter((path) => RECORDING.test(path));
  const names = new Map(recordings.map((path) => path.split('/')[1]!).map((name) => [encodeURI(name), name]));
  const entries = (paths: readonly string[]): Entries =>
    Object.fromEntries(paths.map((path) => [addressOf(path), digestOf(files.read(path))]));
  return {
    text: entries([...pages, ...all.filter((path) => TEXT.test(path))]),
    recordings: entries(recordings),
    pages: Object.fromEntries(
      pages.map((path) => {
        const html = textOf(files, path);
        const shows = new Set(
          [...html.matchAll(/\brecordings\/([^/"'\s]+)\//g)].flatMap((m) => names.get(m[1]!) ?? []),
        );
        return [addressOf(path), { revision: revisionIn(html), shows: [...shows].sort() }];
      }),
    ),
  };
}

const WORKER_LINK = /<link rel="offline-worker"(?: data-revision="([^"]*)")?/;

/** A page that says its own revision: a digest of all else in it. It is how an open page knows whether a new build changed it. */
export function withRevision(html: string): string {
  const link = '<link rel="offline-worker"';
  const bare = html.replace(WORKER_LINK, link);
  return bare.replace(link, `${link} data-revision="${digestOf(bare).slice(0, 8)}"`);
}

const revisionIn = (html: string): string => WORKER_LINK.exec(html)?.[1] ?? '';
