import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../authored/problem.ts';
import { readChapter } from '../../chapter/read.ts';
import { allDatedStatements, datedProblems, datedStatements, unchecked } from './dated.ts';

const statement = (on: string, checked: string, body = 'x<Cite id="a" />') =>
  `<Dated on="${on}" checked="${checked}">\n${body}\n</Dated>\n`;

describe('dated statements', () => {
  it('are found with their line, dates and first words', () => {
    const text = `# a\n\n${statement('2025-11', '2026-01-02', '`docker`の**既定**が変わりました。<Cite id="a" />')}`;
    expect(datedStatements(readChapter(text, 'f.mdx'))).toEqual([
      { at: 'f.mdx:3:1', on: '2025-11', checked: '2026-01-02', words: 'dockerの既定が変わりました。' },
    ]);
  });

  it('in a code fence are none', () => {
    expect(datedStatements(readChapter(`\`\`\`mdx\n${statement('2025', '2026-01-02')}\`\`\`\n`, 'f.mdx'))).toEqual([]);
  });

  it('without a source are a problem of their line', () => {
    const text = `\n${statement('2025', '2026-01-02', 'x')}\n${statement('2025', '2026-01-02')}`;
    expect(datedProblems(readChapter(text, 'f.mdx')).map(formatProblem)).toEqual([
      'f.mdx:2:1: <Dated> needs a <Cite>: a statement that ages says where it was read',
    ]);
  });

  it('are listed when nobody has checked them for more than a year, oldest first', () => {
    const text = [
      statement('2013', '2025-11-25'),
      statement('2025', '2025-11-23'),
      statement('2024', '2024-02-29'),
    ].join('\n');
    const all = datedStatements(readChapter(text, 'f.mdx'));
    expect(unchecked(all, '2026-11-24').map((s) => s.checked)).toEqual(['2024-02-29', '2025-11-23']);
    expect(unchecked(all, '2025-02-28')).toEqual([]);
  });

  it('of the site are no older than what they say, and none lies in the future', () => {
    const today = new Date().toISOString().slice(0, 10);
    const all = allDatedStatements();
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter((s) => s.on > s.checked || s.checked > today)).toEqual([]);
  });
});
