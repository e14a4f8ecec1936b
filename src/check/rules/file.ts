import { checkAuthored } from '../../authored/yaml.ts';
import { problemsOf } from '../../authored/problem.ts';
import { frontMatter } from '../../chapter/front-matter.ts';
import { outlinePlace } from '../../chapter/outline-place.ts';
import { bundledLanguages } from 'shiki';
import { parseFence } from '../../mermaid/fence.ts';
import { problemAt, type Rule } from '../rule.ts';

/** The front matter is whole. */
export const head: Rule = ({ file, frontMatter: own }) => {
  if (!own)
    return [
      {
        file,
        line: 1,
        column: 1,
        message: 'a chapter begins with its front matter',
        advice: 'Write title, idea, lead, description and updated between two lines of ---',
      },
    ];
  const result = checkAuthored(own.text, file, frontMatter, { dates: true, from: own.from });
  return 'problems' in result ? result.problems : [];
};

/** The file is where the outline has it. */
export const outline: Rule = ({ file }) => {
  const place = outlinePlace(file);
  return 'problem' in place ? [place.problem] : [];
};

/** Fences are in languages that can be coloured; drawings have a title and a description. */
export const fences: Rule = (chapter) =>
  chapter.fences.flatMap(({ lang, text, node }) => {
    if (lang === 'mermaid') {
      const { line } = chapter.place(node.position.start.offset);
      try {
        parseFence(text, { file: chapter.file, line });
        return [];
      } catch (error) {
        return problemsOf(error, chapter.file);
      }
    }
    return lang === '' || ['text', 'plaintext', 'txt'].includes(lang) || Object.hasOwn(bundledLanguages, lang)
      ? []
      : [problemAt(chapter, node, `no highlighting for \`\`\`${lang}`, 'Use ```text or a language Shiki knows')];
  });
