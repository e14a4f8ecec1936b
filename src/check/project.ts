import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { nearest } from '../authored/nearest.ts';
import { type Problem, problemsOf } from '../authored/problem.ts';
import { readAuthored } from '../authored/yaml.ts';
import { start } from '../chapter/node.ts';
import type { Chapter } from '../chapter/read.ts';
import { readHistory } from '../components/pictures/history.ts';
import { BEGINNING, citationsOf, sourcesOf } from '../components/references/citations.ts';
import { FILE as REFERENCES, uncited } from '../components/references/references.ts';
import { parseTree } from '../diagrams/attack-tree/read.ts';
import { readCapabilities } from '../diagrams/capability-table/capabilities.ts';
import { readTypes } from '../diagrams/type-table/types.ts';
import { getGlossary, GLOSSARY } from '../glossary/glossary.ts';
import { parseGlossary, unusedTerms } from '../glossary/schema.ts';
import { CACHE, keyOf } from '../mermaid/cache.ts';
import { horizontal, parseFence } from '../mermaid/fence.ts';
import { findSection, SLUGS } from '../outline.ts';
import { EXCEPTIONS, parseExceptions } from '../prose/exceptions.ts';
import { readDescription } from '../recorder/description.ts';
import { imagesDir } from '../recorder/paths.ts';
import { RECORDINGS } from '../recording/load.ts';
import { scenarioSchema } from '../recording/schema.ts';
import type { Site } from './site.ts';

const ATTACK_TREE = join('content', 'attack-tree.yaml');

/** What is wrong in a file that some reader refuses. */
function told(file: string, read: () => unknown): Problem[] {
  try {
    read();
    return [];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [{ file, message: 'this file is not there' }];
    return problemsOf(error, file);
  }
}

/** What is wrong in what stands beside the chapters: lists of data, and what chapters leave of them unused. */
export function checkData(site: Site, whole: boolean): Problem[] {
  const chapters = [...site.chapters.values()];
  return [
    ...told(EXCEPTIONS, () => parseExceptions(readFileSync(EXCEPTIONS, 'utf8'), EXCEPTIONS)),
    ...told('content/history.yaml', readHistory),
    ...told('content/capabilities.yaml', readCapabilities),
    ...told('content/namespaces.yaml', readTypes),
    ...told(ATTACK_TREE, () => parseTree(readFileSync(ATTACK_TREE, 'utf8'), ATTACK_TREE, surroundings(site))),
    ...sources(site, chapters, whole),
    ...terms(chapters, whole),
    ...(whole ? orphans(chapters) : []),
    ...readdirSync(imagesDir)
      .filter((file) => file.endsWith('.yaml'))
      .flatMap((file) => told(join('src', 'recorder', 'images', file), () => readDescription(basename(file, '.yaml')))),
  ];
}

function surroundings(site: Site): Parameters<typeof parseTree>[2] {
  return {
    section(slug, heading) {
      if (!findSection(slug)) return `no section "${slug}" in src/outline.ts`;
      const chapter = site.chapters.get(slug);
      return !heading || !chapter || chapter.headings.some(({ id }) => id === heading)
        ? { label: slug }
        : `chapter "${slug}" has no heading {#${heading}}`;
    },
    source: (key) => (site.sources?.has(key) !== false ? { label: key, title: key, href: '' } : undefined),
  };
}

/** Sources that data names and that are not there, and those that nobody names. */
function sources(site: Site, chapters: readonly Chapter[], whole: boolean): Problem[] {
  const text = readFileSync(REFERENCES, 'utf8');
  const wrong = told(REFERENCES, () => uncited(text, REFERENCES, new Set()));
  if (wrong.length > 0) return wrong;
  const data = globSync(join('content', '*.yaml'))
    .filter((file) => file !== REFERENCES)
    .flatMap((file) => sourcesOf(readFileSync(file, 'utf8')));
  const named = [...BEGINNING, ...data, ...chapters.flatMap(citationsOf)];
  // What a misspelt citation means is not uncited: its own place is told.
  const there = site.sources ?? new Set();
  const meant = named.filter((id) => !there.has(id)).flatMap((id) => nearest(id, there));
  return whole ? uncited(text, REFERENCES, new Set([...named, ...meant])) : [];
}

function terms(chapters: readonly Chapter[], whole: boolean): Problem[] {
  const text = readFileSync(GLOSSARY, 'utf8');
  const wrong = told(GLOSSARY, () => parseGlossary(text, GLOSSARY, SLUGS));
  if (wrong.length > 0 || !whole) return wrong;
  // In code too, where no link is made of a term.
  const { find } = getGlossary();
  const used = chapters.flatMap(({ sections }) =>
    sections.flatMap(({ title, text: printed }) => find(`${title}\n${printed}`)),
  );
  return unusedTerms(text, GLOSSARY, new Set(used.map(({ id }) => id)));
}

/** Kept drawings that no fence draws any more: a fence that was changed leaves one behind. */
function orphans(chapters: readonly Chapter[]): Problem[] {
  const keys = chapters.flatMap(({ file, fences, place }) =>
    fences.flatMap(({ lang, text, node }) => {
      if (lang !== 'mermaid') return [];
      try {
        const fence = parseFence(text, { file, line: place(start(node)).line });
        const across = horizontal(fence);
        return [keyOf(fence), ...(across ? [keyOf(across)] : [])];
      } catch {
        // Its own place is told.
        return [];
      }
    }),
  );
  return globSync(join(CACHE, '*.svg'))
    .filter((file) => !keys.includes(basename(file, '.svg')))
    .map((file) => ({
      file,
      message: 'no fence of any chapter draws this any more',
      advice: `Delete it: git rm ${file}`,
    }));
}

/** What is wrong in the recordings, those of which something is stale included. */
export async function checkRecordings(site: Site): Promise<Problem[]> {
  const images = readdirSync(imagesDir).map((file) => basename(file, '.yaml'));
  const folders = readdirSync(RECORDINGS, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.'),
  );
  const all = await Promise.all(
    folders.map(async ({ name }): Promise<Problem[]> => {
      const file = join(RECORDINGS, name, 'scenario.yaml');
      if (!existsSync(file))
        return [{ file, message: 'there is no scenario in this folder', advice: 'Write it, or delete the folder' }];
      const recording = await site.recording(name);
      if (Array.isArray(recording)) return recording;
      const problems: Problem[] = [];
      const { problem } = readAuthored(readFileSync(file, 'utf8'), file, scenarioSchema);
      if (!images.includes(recording.scenario.image))
        problems.push(
          problem(['image'], `no disk image "${recording.scenario.image}"`, `There are: ${images.join(', ')}`),
        );
      if (recording.stale)
        problems.push({
          ...problem([], 'stale: what is typed or demanded was changed after it was recorded'),
          advice: `Run npm run record -- ${name}`,
        });
      return problems;
    }),
  );
  return all.flat();
}
