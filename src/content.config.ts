import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { frontMatter } from './chapter/front-matter.ts';

// The folder is part of the id: Astro keeps an entry by it, and where a file was, so that a moved one would be looked for where it no longer is.
const chapters = defineCollection({
  loader: glob({
    base: './content/chapters',
    pattern: '**/*.mdx',
    generateId: ({ entry }) => entry.replace(/\.mdx$/, ''),
  }),
  schema: frontMatter,
});

export const collections = { chapters };
