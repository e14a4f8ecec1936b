import { expect, test } from 'vitest';
import { readingMinutes } from './reading-time.ts';

test('what is printed counts, 500 characters a minute, and nothing takes no time', () => {
  expect(readingMinutes('あ'.repeat(1500))).toBe(3);
  expect(
    readingMinutes(
      `## 題 {#title}\n\n<Figure caption="${'x'.repeat(2000)}">\n\n\`\`\`sh\n${'y'.repeat(2000)}\n\`\`\`\n`,
    ),
  ).toBe(1);
});
