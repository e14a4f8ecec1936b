import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Chapter, chapterAt } from './read.ts';

/** Where chapters are, from the project's root. */
export const CHAPTERS = join('content', 'chapters');

/** Paths of all chapter files from the project's root, sorted: in reading order. */
export const chapterFiles = (): string[] => globSync(`${CHAPTERS}/**/*.mdx`).sort();

/** Every chapter there is, in reading order. @throws {ProblemsError} where one is not MDX */
export const allChapters = (): Chapter[] => chapterFiles().map(chapterAt);

/** What a chapter is called in its address: its file's name. */
export const slugOf = (file: string): string => basename(file, '.mdx');
