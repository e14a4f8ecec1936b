import { expect, test } from 'vitest';
import { OUTLINE, findSection } from './outline.ts';

test('slugs are unique and start with the section number', () => {
  const sections = OUTLINE.flatMap((part) => part.sections);
  expect(new Set(sections.map((s) => s.slug)).size).toBe(sections.length);
  for (const s of sections) expect(s.slug).toMatch(new RegExp(`^${s.number.replace('.', '-')}-`));
});

test('a section knows its part', () => {
  expect(findSection('1-2-cgroup')?.part.folder).toBe('1-mechanism');
  expect(findSection('9-9-nothing')).toBeUndefined();
});
