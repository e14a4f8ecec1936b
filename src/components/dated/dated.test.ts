import { describe, expect, it } from 'vitest';
import { allDatedStatements, datedStatements, unchecked } from './dated.ts';

const statement = (on: string, checked: string, body = 'x<Cite id="a" />') =>
  `<Dated on="${on}" checked="${checked}">\n${body}\n</Dated>\n`;

describe('dated statements', () => {
  it('are found with their line, dates and first words', () => {
    const text = `# a\n\n${statement('2025-11', '2026-01-02', '`docker`の**既定**が変わりました。<Cite id="a" />')}`;
    expect(datedStatements(text, 'f.mdx')).toEqual([
      { at: 'f.mdx:3', on: '2025-11', checked: '2026-01-02', words: 'dockerの既定が変わりました。' },
    ]);
  });

  it('without a source or a date are refused, with their line', () => {
    expect(() => datedStatements(`\n${statement('2025', '2026-01-02', 'x')}`, 'f.mdx')).toThrow(
      'f.mdx:2: <Dated> needs a <Cite>',
    );
    expect(() => datedStatements('<Dated on="2025">x<Cite id="a" /></Dated>', 'f.mdx')).toThrow(
      'f.mdx:1: <Dated> needs checked=',
    );
  });

  it('are listed when nobody has checked them for more than a year, oldest first', () => {
    const all = datedStatements(
      statement('2013', '2025-11-25') + statement('2025', '2025-11-23') + statement('2024', '2024-02-29'),
      'f.mdx',
    );
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
