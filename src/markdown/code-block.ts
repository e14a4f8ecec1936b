import type { CodeToHastOptions, ShikiTransformer } from 'shiki';

type Element = Parameters<NonNullable<ShikiTransformer['pre']>>[0];

const TOKEN = /--shiki-(?:token-)?([a-z-]+)/;
const PROMPT = /^(?:[\w.-]+@[\w.-]+:\S*)?[$#] /;

/**
 * A fenced block without one inline style: each token gets a class (`tok-string`
 * ...), so the CSP can forbid style attributes and both themes share the markup.
 *
 * Options behind the language: `title="compose.yaml"` prints a title.
 * In a `console` block the prompts can't be selected and lines without a prompt
 * are output; copying takes the commands alone.
 */
export const codeBlock: ShikiTransformer = {
  name: 'code-block',
  span(node) {
    const name = TOKEN.exec(String(node.properties.style ?? ''))?.[1];
    delete node.properties.style;
    if (name && name !== 'foreground') node.properties.class = `tok-${name}`;
  },
  line(node) {
    if (this.options.lang !== 'console') return;
    const prompt = PROMPT.exec(text(node))?.[0];
    if (!prompt) {
      node.properties.class = 'line output';
      return;
    }
    node.properties.class = 'line command';
    node.children = [
      element('span', 'prompt', [{ type: 'text', value: prompt }]),
      { type: 'text', value: text(node).slice(prompt.length) },
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
};

function element(tagName: string, className: string, children: Element['children']): Element {
  return { type: 'element', tagName, properties: { class: className }, children };
}

function text(node: Element): string {
  return node.children.map((c) => (c.type === 'text' ? c.value : c.type === 'element' ? text(c) : '')).join('');
}

/**
 * How a code block is highlighted.
 * @param meta what stands behind the language in the fence
 */
export function codeOptions(lang: string, meta: string): CodeToHastOptions {
  // Without a limit of time: on a busy machine the usual one leaves lines without colour.
  return { lang, theme: 'css-variables', meta: { __raw: meta }, transformers: [codeBlock], tokenizeTimeLimit: 0 };
}
