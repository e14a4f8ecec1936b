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

/** Template for markup; every value is escaped, unless it is Markup. */
export function html(strings: TemplateStringsArray, ...values: Child[]): Markup {
  return new Markup(strings.reduce((text, part, i) => text + string(values[i - 1]) + part));
}

function string(value: Child): string {
  if (Array.isArray(value)) return value.map(string).join('');
  if (value instanceof Markup) return value.text;
  return value === null || value === undefined || value === false
    ? ''
    : String(value).replace(/[&<>"']/g, (c) => ENTITIES[c]!);
}

/** Class names that hold, joined. */
export function classes(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
