import { end, type Node, start, textOf, walk } from '../../chapter/node.ts';
import type { Chapter } from '../../chapter/read.ts';
import { MARK } from '../../chapter/emphasis.ts';
import { problemAt, type Rule } from '../rule.ts';

/** Asterisks that a reader would see: Markdown did not take them for emphasis. */
export const emphasis: Rule = (chapter) =>
  texts(chapter).flatMap((node) =>
    [...chapter.text.slice(start(node), end(node)).matchAll(/(?<![\\*])\*{2,}(?!\*)|(?<![\\~])~~(?!~)/g)].map(
      ({ index, 0: signs }) =>
        problemAt(
          chapter,
          start(node) + index,
          `${signs} stays in the page as it is typed`,
          `Emphasis begins right before its first word and ends right behind its last: take the space away, close it, or write ${signs.replaceAll(/./g, '\\$&')} for the signs`,
        ),
    ),
  );

/** An address in the text is no link, or takes the Japanese behind it along. */
export const bareAddress: Rule = (chapter) =>
  texts(chapter).flatMap((node) =>
    [...chapter.text.slice(start(node), end(node)).matchAll(/https?:\/\/[\x21-\x7e]*/g)].map(({ index, 0: address }) =>
      problemAt(
        chapter,
        start(node) + index,
        `${address} is not a link`,
        `Write [what it is](${address}), or put it in backquotes`,
      ),
    ),
  );

/** What an author may have meant by signs that stand in the page as they are typed; at the beginning of a line, or anywhere. */
const TYPED: [signs: RegExp, message: string, advice: string][] = [
  [/^#{1,6}(?=[^#\s])/gm, 'is no heading', 'Write a space behind it'],
  [/^(?:[-+]|\d+[.)])(?=[\p{L}「（])/gmu, 'is no item of a list', 'Write a space behind it'],
  [/^\|.*\|[ \t]*$/gm, 'is no row of a table', 'Write a line | --- | under its head, and an empty line before it'],
  [
    /\](?=\(|\[)/g,
    'begins no address of a link',
    'Write [words](/address/) without spaces between, and no other brackets among the words',
  ],
  [/`+/g, 'has no second that closes it', 'Close it, or write \\` for the sign'],
  [
    /(?<!\*)\*(?!\*)/g,
    'stays in the page as it is typed',
    'Emphasis begins right before its first word and ends right behind its last; write \\* for the sign',
  ],
];
const JAPANESE = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\u3000-\u303f\uff01-\uff60]/u;

/** Signs of Markdown that are none, since a space or their second is missing. */
export const typedSigns: Rule = (chapter) =>
  texts(chapter).flatMap((node) => {
    const source = chapter.text.slice(start(node), end(node));
    return TYPED.flatMap(([pattern, message, advice]) =>
      [...source.matchAll(pattern)]
        .filter(({ index, 0: signs }) => {
          const at = start(node) + index;
          if (chapter.text[at - 1] === '\\') return false;
          // `2 * 3` and `*args` are text; an asterisk beside Japanese is meant to do something.
          return signs !== '*' || JAPANESE.test(chapter.text.slice(Math.max(0, at - 1), at + 2));
        })
        .map(({ index, 0: signs }) => problemAt(chapter, start(node) + index, `${signs} ${message}`, advice)),
    );
  });

/** A fence without its end takes the rest of the chapter along. */
export const closedFences: Rule = (chapter) =>
  chapter.fences
    .filter(({ node }) => !/\n[ \t>]*(?:`{3,}|~{3,})[ \t]*$/.test(chapter.text.slice(start(node), end(node))))
    .map(({ node }) => problemAt(chapter, node, 'this fence is never closed', 'End it with a line of ```'));

/** The sign that helps the parser is taken out of every text. */
export const reservedSign: Rule = (chapter) =>
  [...chapter.text.matchAll(new RegExp(MARK, 'g'))].map(({ index }) =>
    problemAt(
      chapter,
      index,
      `the sign ${MARK} (U+2E31) would not be in the page: this site uses it to read emphasis`,
      'Use another',
    ),
  );

/** Cells without a head are left out of the page; heads without cells stand over nothing. */
export const tableRows: Rule = (chapter) =>
  nodes(chapter, 'table').flatMap((table) => {
    const [head, ...rows] = table.children ?? [];
    const count = head?.children?.length ?? 0;
    return rows
      .filter((row) => row.children?.length !== count)
      .map((row) =>
        problemAt(
          chapter,
          row,
          `this row has ${row.children?.length ?? 0} cells, the head of its table ${count}`,
          'A | inside a cell is written \\|',
        ),
      );
  });

/** Pictures say what they show, and are there. */
export const headings: Rule = (chapter) => {
  let above = 1;
  return chapter.headings.flatMap(({ id, title, level, node }) => {
    const problems = [];
    if (level === 1)
      problems.push(
        problemAt(chapter, node, `# ${title}: the title of a chapter is in its front matter`, 'Begin with ##'),
      );
    else if (level > above + 1)
      problems.push(
        problemAt(
          chapter,
          node,
          `a heading of level ${level} under one of level ${above}: a level is left out`,
          `Write ${'#'.repeat(above + 1)}`,
        ),
      );
    if (level > 1 && id === undefined)
      problems.push(
        problemAt(
          chapter,
          end(node),
          `「${title}」 has no id of its own, so that links to it break when it is reworded`,
          `Add {#a-short-name} behind it`,
        ),
      );
    else if (id !== undefined && !/^[a-z][a-z0-9-]*$/.test(id))
      problems.push(problemAt(chapter, node, `id "${id}"`, 'Use a-z, 0-9 and -, starting with a letter'));
    if (title.trim() === '') problems.push(problemAt(chapter, node, 'a heading without words'));
    above = Math.max(level, 1);
    return problems;
  });
};

const nodes = ({ root }: Chapter, type: string): Node[] =>
  [...walk(root)].filter(({ node }) => node.type === type).map(({ node }) => node);

/** Text that readers see as such: what is in a link is its name, not an address. */
function texts(chapter: Chapter): Node[] {
  return [...walk(chapter.root)]
    .filter(({ node, parents }) => {
      if (node.type !== 'text') return false;
      const link = parents.findLast(({ type }) => type === 'link');
      // A bare address that Markdown made a link of is its own name.
      return link === undefined || textOf(link) === link.url;
    })
    .map(({ node }) => node);
}
