import { getCollection, type CollectionEntry } from 'astro:content';
import { ProblemsError } from './authored/problem.ts';
import { outlinePlace } from './chapter/outline-place.ts';
import { OUTLINE, type Part, type Section } from './outline.ts';

/** A written chapter and its place in the outline. */
export interface Chapter {
  entry: CollectionEntry<'chapters'>;
  part: Part;
  section: Section;
}

/**
 * Every written chapter in reading order.
 * @throws {ProblemsError} when a file's name or folder is not the outline's
 */
export async function getChapters(): Promise<Chapter[]> {
  const places = (await getCollection('chapters')).map((entry) => ({ entry, place: outlinePlace(entry.filePath!) }));
  const problems = places.flatMap(({ place }) => ('problem' in place ? [place.problem] : []));
  if (problems.length > 0) throw new ProblemsError(problems);
  const order = OUTLINE.flatMap((part) => part.sections.map((s) => s.slug));
  return places
    .flatMap(({ entry, place }) => ('problem' in place ? [] : [{ entry, ...place }]))
    .sort((a, b) => order.indexOf(a.section.slug) - order.indexOf(b.section.slug));
}
