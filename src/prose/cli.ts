/**
 * `npm test -- prose`: holds everything a reader reads to the rules of textlintrc.yml and the words of
 * content/prh.yml; what a program puts together from pieces, only to the words. `node src/prose/cli.ts FILE...` reads only these files.
 */
import { globSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { annotation, problemsOf } from '../authored/problem.ts';
import { tell } from '../authored/tell.ts';
import { readChapter } from '../chapter/read.ts';
import { loadRules } from './check.ts';
import type { Draft } from './draft.ts';
import { EXCEPTIONS, excuse, parseExceptions } from './exceptions.ts';
import { proseOf } from './mdx.ts';
import { readProgram } from './strings.ts';
import { readYamlFile } from './yaml.ts';

const everything = () =>
  globSync(['content/**/*.{mdx,yaml}', 'src/**/*.{ts,astro}'], {
    exclude: [
      EXCEPTIONS,
      // Titles as their publishers write them.
      'content/references.yaml',
      // What only authors see: tests, the gallery's examples, what is printed while measuring.
      'src/**/*.test.ts',
      'src/**/examples.ts',
      'src/bench/**',
      'src/prose/**',
      'src/pages/gallery/**',
    ],
  }).sort();

const files = process.argv.length > 2 ? process.argv.slice(2) : everything();
const exceptions = parseExceptions(readFileSync(EXCEPTIONS, 'utf8'), EXCEPTIONS);
const sentences = await loadRules();
const words = await loadRules('words.textlintrc.yml');
const chapter = (text: string, file: string) => proseOf(readChapter(text, file));
const READERS: Record<string, [typeof chapter, typeof words]> = {
  '.mdx': [chapter, sentences],
  '.yaml': [readYamlFile, sentences],
  '.ts': [readProgram, words],
  '.astro': [readProgram, words],
};

// Rules that find nothing in these sentences would find nothing anywhere.
const FAULTY: Record<string, string> = {
  prh: '設定はディレクトリに置きます。',
  'ja-technical-writing/no-doubled-joshi': '設定はファイルは置きません。',
  'ja-spacing/ja-space-between-half-and-full-width': '設定は YAMLです。',
  '@textlint-ja/ai-writing/no-ai-hype-expressions': '革命的な技術です。',
};
let faults = 0;
for (const [rule, sentence] of Object.entries(FAULTY)) {
  if ((await sentences(chapter(sentence, 'a.mdx'))).some((finding) => finding.rule === rule)) continue;
  console.log(`${rule} finds nothing in 「${sentence}」: it is not at work.\n`);
  faults += 1;
}
for (const file of files) {
  const [read, check] = READERS[extname(file)]!;
  let draft: Draft;
  try {
    draft = read(readFileSync(file, 'utf8'), file);
  } catch (error) {
    // A chapter that is no MDX has no sentences yet.
    const problems = problemsOf(error, file);
    tell(problems);
    faults += problems.length;
    continue;
  }
  const { kept, idle } = excuse(await check(draft), exceptions, draft, file);
  for (const { line, column, rule, message } of kept) {
    console.log(
      `${file}:${line}:${column} ${rule}\n  ${draft
        .line(line)
        .slice(Math.max(0, column - 30), column + 30)
        .trim()}\n  ${message.replaceAll('\n', '\n  ')}\n`,
    );
    if (process.env.CI === 'true') console.log(annotation({ file, line, column, message: `${rule}: ${message}` }));
  }
  for (const { rule, text } of idle)
    console.log(`${EXCEPTIONS}: ${file} has no finding of ${rule} in 「${text}」 any more. Delete the entry.\n`);
  faults += kept.length + idle.length;
}
console.log(
  faults === 0
    ? `${files.length} files read, nothing found.`
    : `${faults} found. Mend the sentence; where the rule is wrong about it, give the reason in ${EXCEPTIONS}.`,
);
process.exitCode = faults > 0 ? 1 : 0;
