/** A piece of markup that is finished: interpolated as it is. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

/** What may stand in a template: nothing for null, undefined and false. */
export type Child = Markup | string | number | false | null | undefined | Child[];

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that is safe in HTML, in an attribute's quotes as well. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => ENTITIES[c]!);

/** The parts of each template, once it has been met. */
const parts = new WeakMap<TemplateStringsArray, string[]>();

/**
 * Template for markup; every value is escaped, unless it is Markup. A line break in it, with the indentation around it,
 * is for who reads the code, and not in the markup.
 */
export function html(strings: TemplateStringsArray, ...values: Child[]): Markup {
  let known = parts.get(strings);
  if (!known) parts.set(strings, (known = strings.map((part) => part.replace(/\s*\n\s*/g, ''))));
  return new Markup(known.reduce((text, part, i) => text + string(values[i - 1]) + part));
}

function string(value: Child): string {
  if (Array.isArray(value)) return value.map(string).join('');
  if (value instanceof Markup) return value.text;
  return value === null || value === undefined || value === false ? '' : escapeHtml(String(value));
}

/** Class names that hold, joined. */
export function classes(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
