import { describe, expect, it } from 'vitest';
import { classes, escapeHtml, html } from './html.ts';

describe('the template for markup', () => {
  it('escapes every value, in text and in attributes', () => {
    const odd = `<b title="x" id='y'>&`;
    expect(html`<p title="${odd}">${odd}</p>`.text).toBe(`<p title="${escapeHtml(odd)}">${escapeHtml(odd)}</p>`);
    expect(escapeHtml(odd)).toBe('&lt;b title=&quot;x&quot; id=&#39;y&#39;&gt;&amp;');
  });

  it('takes finished markup, lists and numbers, and nothing for what is not there', () => {
    expect(html`${[html`<i>${1}</i>`, 'a', [0]]}${null}${undefined}${false}`.text).toBe('<i>1</i>a0');
  });

  it('leaves out its line breaks and their indentation, and nothing of its values or within a line', () => {
    const value = 'two\n  lines';
    expect(
      html`<p>
        <b>a</b> <i>b</i>
        ${value}
      </p>`.text,
    ).toBe('<p><b>a</b> <i>b</i>two\n  lines</p>');
  });
});

it('joins the class names that hold', () => {
  expect(classes('a', false, null, undefined, '', 'b')).toBe('a b');
});
