import { getCollection, type CollectionEntry } from 'astro:content';
import { OUTLINE, findSection, type Part, type Section } from './outline.ts';

/** A written chapter and its place in the outline. */
export interface Chapter {
  entry: CollectionEntry<'chapters'>;
  part: Part;
  section: Section;
}

/**
 * Every written chapter in reading order.
 * @throws when a file's name or folder is not the outline's.
 */
export async function getChapters(): Promise<Chapter[]> {
  const chapters = (await getCollection('chapters')).map((entry): Chapter => {
    const place = findSection(entry.id);
    const file = entry.filePath ?? entry.id;
    if (!place)
      throw new Error(`${file}: "${entry.id}" is not in the outline. Name the file after a slug of src/outline.ts.`);
    const expected = `content/chapters/${place.part.folder}/${entry.id}.mdx`;
    if (!file.endsWith(expected)) throw new Error(`${file}: section ${place.section.number} belongs in ${expected}`);
    return { entry, ...place };
  });
  const order = OUTLINE.flatMap((part) => part.sections.map((s) => s.slug));
  return chapters.sort((a, b) => order.indexOf(a.section.slug) - order.indexOf(b.section.slug));
}
