import { html, type Child } from './html.ts';

/** A sentence whose backticks mark code. */
export const withCode = (text: string): Child[] =>
  text.split('`').map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part));
