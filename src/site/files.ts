import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** The files that a build wrote, by path from its folder, with `/`. */
export interface Files {
  /** Sorted. */
  list(): string[];
  /** @throws where there is none */
  read(path: string): Uint8Array;
  write(path: string, content: string | Uint8Array): void;
}

/** What a step may do besides changing files. */
export interface Effects {
  info(message: string): void;
  warn(message: string): void;
}

/** Part of what is done to a built site. Steps run in the order in which they are declared. */
export interface Step {
  name: string;
  /** @throws with the page's name where the site can't be published */
  run(files: Files, effects: Effects): void | Promise<void>;
}

/** Text of a file. */
export const textOf = (files: Files, path: string): string => Buffer.from(files.read(path)).toString('utf8');

/** Paths of all pages. */
export const pagesOf = (files: Files): string[] => files.list().filter((path) => path.endsWith('.html'));

/**
 * A step that goes over every page.
 * @param change the page's text made anew; gets its path
 */
export const eachPage = (name: string, change: (html: string, path: string, files: Files) => string): Step => ({
  name,
  run(files) {
    for (const path of pagesOf(files)) {
      const html = textOf(files, path);
      let changed: string;
      try {
        changed = change(html, path, files);
      } catch (error) {
        throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
      if (changed !== html) files.write(path, changed);
    }
  },
});

/** A build's folder. */
export function filesIn(folder: string): Files {
  return {
    list: () =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((path) => path.split(sep).join('/'))
        .filter((path) => statSync(join(folder, path)).isFile())
        .sort(),
    read: (path) => readFileSync(join(folder, path)),
    write(path, content) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    },
  };
}
