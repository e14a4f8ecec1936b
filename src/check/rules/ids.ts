import { start } from '../../chapter/node.ts';
import type { Chapter } from '../../chapter/read.ts';
import type { Problem } from '../../authored/problem.ts';
import { citationsOf } from '../../components/references/citations.ts';
import { PAGE_IDS } from '../../layouts/page-ids.ts';
import { headingId } from '../../markdown/headings.ts';
import { meaningId, termsOf } from '../../markdown/terms.ts';
import { readCapabilities } from '../../diagrams/capability-table/capabilities.ts';
import { problemAt, type Rule } from '../rule.ts';
import type { Site } from '../site.ts';

/** An id of a chapter's page, and who has it. */
export interface Id {
  id: string;
  /** Offset in the text; undefined for what stands around it. */
  offset?: number;
  what: string;
}

/** Every id a chapter's page has, in the order of its text, what stands around it first. */
export async function idsOf(chapter: Chapter, site: Site): Promise<Id[]> {
  const own: Id[] = chapter.headings.map(({ id, title, node }) => ({
    id: id ?? (headingId(title) || 'section'),
    offset: start(node),
    what: `the heading 「${title}」`,
  }));
  let questions = 0;
  const cited = new Set<string>();
  for (const { name, attributes, node } of chapter.components) {
    const value = (attribute: string) => {
      const found = attributes.get(attribute)?.value;
      return typeof found === 'string' ? found : undefined;
    };
    const add = (id: string, what: string) => own.push({ id, offset: start(node), what });
    if (name === 'Figure') add(`fig-${value('id')}`, `<Figure id="${value('id')}">`);
    else if (name === 'Question') add(`q-${(questions += 1)}`, 'a <Question>');
    else if (name === 'Cite' && value('id') !== undefined) {
      if (!cited.has(value('id')!)) add(`cite-${value('id')}`, `<Cite id="${value('id')}">`);
      cited.add(value('id')!);
    } else if ((name === 'Transcript' || name === 'Stage') && value('recording') !== undefined) {
      if (name === 'Stage') add(`fig-${value('id')}`, `<Stage id="${value('id')}">`);
      const recording = await site.recording(value('recording')!);
      if (!Array.isArray(recording))
        for (const step of recording.steps)
          add(`${recording.name}.${step.id}`, `a step of <${name} recording="${recording.name}">`);
    } else if (name === 'CapabilityTable')
      for (const { name: capability } of readCapabilities())
        add(`cap-${capability.toLowerCase().replaceAll('_', '-')}`, 'a row of <CapabilityTable>');
    else if (/^[a-z]/.test(name) && value('id') !== undefined) add(value('id')!, `<${name}>`);
  }
  const terms = await termsOf(chapter).catch(() => []);
  return [
    ...Object.values(PAGE_IDS).map((id) => ({ id, what: 'the page itself' })),
    ...citationsOf(chapter).map((id) => ({ id: `ref-${id}`, what: 'an entry of the list of sources' })),
    ...terms.flatMap((id) => [
      { id: `term-${id}`, what: `the first use of the term "${id}"` },
      { id: meaningId(id), what: `what the term "${id}" means` },
    ]),
    ...own.sort((a, b) => a.offset! - b.offset!),
  ];
}

/** An id belongs to one thing: links to the second lead to the first. */
export const uniqueIds: Rule = async (chapter, site) => {
  const owners = new Map<string, Id>();
  const problems: Problem[] = [];
  for (const entry of await idsOf(chapter, site)) {
    const owner = owners.get(entry.id);
    if (!owner) owners.set(entry.id, entry);
    else if (entry.offset !== undefined) {
      const line = owner.offset === undefined ? '' : ` in line ${chapter.place(owner.offset).line}`;
      problems.push(
        problemAt(
          chapter,
          entry.offset,
          `${entry.what} has the id "${entry.id}", which ${owner.what}${line} has already`,
          entry.what.startsWith('the heading') ? 'Give it another: {#another-name}' : 'Choose another',
        ),
      );
    }
  }
  return problems;
};
