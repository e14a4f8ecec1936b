import { createCssVariablesTheme, createHighlighter, type Highlighter } from 'shiki';
import { beforeAll, describe, expect, test } from 'vitest';
import { codeOptions } from './code-block.ts';

let highlighter: Highlighter;
beforeAll(async () => {
  highlighter = await createHighlighter({
    langs: ['bash', 'console', 'yaml'],
    themes: [createCssVariablesTheme({ variablePrefix: '--shiki-' })],
  });
});
const html = (code: string, lang: string, meta = '') => highlighter.codeToHtml(code, codeOptions(lang, meta));

describe('code blocks', () => {
  test('carry classes and not one style attribute', () => {
    const out = html('echo "a" # b', 'bash');
    expect(out).not.toContain('style');
    expect(out).toContain('class="tok-string-expression"');
    expect(out).toContain('class="tok-comment"');
  });

  test('tell prompts, commands and output of a console apart', () => {
    const out = html('root@vm:~# hostname\nvm\n$ id -u', 'console');
    expect(out).toContain('<span class="line command"><span class="prompt">root@vm:~# </span>hostname</span>');
    expect(out).toContain('class="line output"');
    expect(out).toContain('<span class="line command"><span class="prompt">$ </span>id -u</span>');
  });

  test('print a title and escape it', () => {
    expect(html('a: 1', 'yaml', 'title="a<b>.yaml"')).toContain('<p class="code-title">a&#x3C;b>.yaml</p>');
  });
});
