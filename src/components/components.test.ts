import { z } from 'astro/zod';
import { describe, expect, test } from 'vitest';
import { inlineCode } from '../html/inline-code.ts';
import { COMPONENTS } from './mdx.ts';
import { parseProps } from './props.ts';
import { SHAPES } from './shapes.ts';

test('every component a chapter may use says which attributes it takes', () => {
  // Written by src/markdown/mermaid.ts, not by authors.
  const { Drawing: _, ...written } = COMPONENTS;
  expect(Object.keys(SHAPES).sort()).toEqual(Object.keys(written).sort());
});

describe('parseProps', () => {
  const shape = { kind: z.enum(['note', 'tip']), title: z.string().optional() };

  test('answers the attributes without the bookkeeping', () => {
    expect(parseProps('Callout', shape, { kind: 'tip', 'data-at': 'a.mdx:3' })).toEqual({ kind: 'tip' });
  });

  test.each([
    [{ kind: 'nota' }, /^a\.mdx:3:5: <Callout> kind: Invalid option.*Did you mean note\?$/],
    [{ kind: 'tip', titel: 'x' }, /^a\.mdx:3:5: <Callout> titel: "titel" is not known here\. Did you mean title\?$/],
  ])('%j is an error with file and line', (props, message) => {
    expect(() => parseProps('Callout', shape, { ...props, 'data-at': 'a.mdx:3:5' })).toThrow(message);
  });
});

describe('inlineCode', () => {
  test.each([
    ['数字は`/proc`の番号', '数字は<wbr><code>/proc</code>の番号'],
    ['`a`と「`b`」', '<code>a</code>と「<code>b</code>」'],
    ['<img> & `<b>`', '&lt;img&gt; &amp; <code>&lt;b&gt;</code>'],
  ])('%s', (text, html) => {
    expect(inlineCode(text).text).toBe(html);
  });
});
