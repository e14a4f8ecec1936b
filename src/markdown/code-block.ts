import type { CodeToHastOptions, ShikiTransformer } from 'shiki';
import { readConsole, type ConsoleLine } from './console.ts';

type Element = Parameters<NonNullable<ShikiTransformer['pre']>>[0];

const TOKEN = /--shiki-(?:token-)?([a-z-]+)/;

/**
 * A fenced block without one inline style: each token gets a class (`tok-string`
 * ...), so the CSP can forbid style attributes and both themes share the markup.
 *
 * Options behind the language: `title="compose.yaml"` prints a title.
 * In a `console` block the prompts can't be selected; copying takes the lines
 * of class `command` alone.
 * @param console the lines of a console block
 */
const codeBlock = (console?: readonly ConsoleLine[]): ShikiTransformer => ({
  name: 'code-block',
  span(node) {
    const name = TOKEN.exec(String(node.properties.style ?? ''))?.[1];
    delete node.properties.style;
    if (name && name !== 'foreground') node.properties.class = `tok-${name}`;
  },
  line(node, number) {
    const line = console?.[number - 1];
    if (!line) return;
    node.properties.class = line.kind === 'output' ? 'line output' : 'line command';
    if (line.kind === 'output') return;
    node.children = [
      ...(line.prompt ? [element('span', 'prompt', [{ type: 'text', value: line.prompt }])] : []),
      { type: 'text', value: line.text },
    ];
  },
  pre(node) {
    delete node.properties.style;
    node.properties.class = 'code-text';
    node.properties.tabindex = '0';
  },
  root(node) {
    const pre = node.children[0] as Element;
    const title = /(?:^|\s)title="([^"]*)"/.exec(this.options.meta?.__raw ?? '')?.[1];
    const block = element('div', 'code', [pre]);
    block.properties['data-language'] = this.options.lang;
    if (title) block.children.unshift(element('p', 'code-title', [{ type: 'text', value: title }]));
    node.children = [block];
  },
});

function element(tagName: string, className: string, children: Element['children']): Element {
  return { type: 'element', tagName, properties: { class: className }, children };
}

/**
 * How a code block is highlighted.
 * @param meta what stands behind the language in the fence
 * @throws OpenCommand of a console whose last command is not finished
 */
export async function codeOptions(code: string, lang: string, meta: string): Promise<CodeToHastOptions> {
  const lines = lang === 'console' ? await readConsole(code) : undefined;
  return {
    lang,
    theme: 'css-variables',
    meta: { __raw: meta },
    transformers: [codeBlock(lines)],
    // Without a limit of time: on a busy machine the usual one leaves lines without colour.
    tokenizeTimeLimit: 0,
  };
}
