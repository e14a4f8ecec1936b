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
const html = async (code: string, lang: string, meta = ''): Promise<string> =>
  highlighter.codeToHtml(code, await codeOptions(code, lang, meta));

describe('code blocks', () => {
  test('carry classes and not one style attribute', async () => {
    const out = await html('echo "a" # b', 'bash');
    expect(out).not.toContain('style');
    expect(out).toContain('class="tok-string-expression"');
    expect(out).toContain('class="tok-comment"');
  });

  test('tell prompts, commands and output of a console apart', async () => {
    const out = await html('root@vm:~# hostname\nvm\n$ id -u', 'console');
    expect(out).toContain('<span class="line command"><span class="prompt">root@vm:~# </span>hostname</span>');
    expect(out).toContain('class="line output"');
    expect(out).toContain('<span class="line command"><span class="prompt">$ </span>id -u</span>');
  });

  test('print a title and escape it', async () => {
    expect(await html('a: 1', 'yaml', 'title="a<b>.yaml"')).toContain('<p class="code-title">a&#x3C;b>.yaml</p>');
  });

  test('keep the second prompt of a command that goes on apart from its text', async () => {
    const out = await html('$ docker run \\\n>   --rm alpine\nhi', 'console');
    expect(out).toContain('<span class="line command"><span class="prompt">> </span>  --rm alpine</span>');
    expect(out).toContain('<span class="line output">');
  });
});
