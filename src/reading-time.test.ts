import { expect, test } from 'vitest';
import { readChapter } from './chapter/read.ts';
import { readingMinutes } from './reading-time.ts';

test('what is printed counts, 500 characters a minute, and nothing takes no time', () => {
  expect(readingMinutes(readChapter('あ'.repeat(1500), 'a.mdx'))).toBe(3);
  const text = `## 題 {#title}\n\n<Figure caption="${'x'.repeat(2000)}">\n\n</Figure>\n\n\`\`\`sh\n${'y'.repeat(2000)}\n\`\`\`\n`;
  expect(readingMinutes(readChapter(text, 'a.mdx'))).toBe(1);
});
