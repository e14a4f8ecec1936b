import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { importsOf } from '../site/modules.ts';

/** Bytes of a file as it is and as servers send it: gzip -9 and brotli -11. */
export interface Bytes {
  raw: number;
  gzip: number;
  brotli: number;
}

/** What a page is made of. */
export const KINDS = ['html', 'css', 'js', 'font', 'json', 'image'] as const;
export type Kind = (typeof KINDS)[number];

/** A built page, and the files of the build that it needs, each once. Data URIs and other origins do not occur. */
export interface PageFiles {
  /** Path from the site's root, such as `1-1-namespace/`. */
  page: string;
  /** Paths in the build's folder. */
  files: Record<Kind, string[]>;
  /** Scripts and style sheets written in the page itself. */
  inline: { js: string[]; css: string[] };
}

const STYLE = /<style\b[^>]*>(.*?)<\/style>/gs;

/** Bytes of a text or file content. */
export function bytesOf(content: string | Uint8Array): Bytes {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli.length };
}

/** Sums up, kind for kind: every file is compressed by itself, as it travels. */
export function sum(all: readonly Bytes[]): Bytes {
  return all.reduce(
    (total, one) => ({ raw: total.raw + one.raw, gzip: total.gzip + one.gzip, brotli: total.brotli + one.brotli }),
    { raw: 0, gzip: 0, brotli: 0 },
  );
}

/** A built site, read file by file. */
export class BuiltSite {
  readonly folder: string;
  private readonly base: string;
  private readonly known = new Map<string, Bytes>();

  /**
   * @param folder what a build wrote
   * @param base path the site was built for
   */
  constructor(folder: string, base = '/') {
    this.folder = folder;
    this.base = base;
    if (!existsSync(join(folder, 'index.html')))
      throw new Error(`${folder} holds no built site. Build one: npm run build -- --outDir ${folder}`);
  }

  /** Every page, the front page as ''. */
  pages(): string[] {
    return readdirSync(this.folder, { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => file === 'index.html' || file.endsWith('/index.html'))
      .map((file) => file.replace(/index\.html$/, ''))
      .sort();
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  /** Bytes of a file of the build. */
  bytes(file: string): Bytes {
    let bytes = this.known.get(file);
    if (!bytes) this.known.set(file, (bytes = bytesOf(readFileSync(join(this.folder, file)))));
    return bytes;
  }

  /** What a page needs, were all of it used: every recording it shows is fetched only when its transcript comes near. */
  filesOf(page: string): PageFiles {
    const html = this.read(`${page}index.html`);
    const tags = [...html.matchAll(/<(link|script|img|source|session-stage)\b[^>]*>/g)].map(([tag]) => attributes(tag));
    const links = (rel: string): string[] =>
      tags.flatMap((tag) => (tag.rel === rel && tag.href ? [this.file(tag.href)] : []));
    const css = unique(links('stylesheet'));
    const inline = {
      css: [...html.matchAll(STYLE)].map((m) => m[1]!),
      js: [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([^<]*)/g)].map((m) => m[1]!),
    };
    const styles = [...css.map((file) => this.read(file)), ...inline.css].join('\n');
    const fetched = [...html.matchAll(/<session-stage\b[^>]*>/g)].flatMap(
      ([tag]) => attributes(tag)['data-kernel'] ?? [],
    );
    const frames: string[] = [];
    let folder = '';
    for (const [, base, name] of html.matchAll(/data-base="([^"]*)"|data-frames="([^"]*)"/g)) {
      if (base === undefined) frames.push(`${folder}${name!}.frames.json`);
      else folder = base;
    }
    return {
      page,
      files: {
        html: [`${page}index.html`],
        css,
        js: this.scripts(tags.flatMap((tag) => (tag.type === 'module' && tag.src ? [this.file(tag.src)] : []))),
        font: unique([...styles.matchAll(/url\(["']?([^"')]+\.woff2)/g)].map((m) => this.file(m[1]!))),
        json: unique([...fetched, ...frames].map((url) => this.file(url))),
        image: unique([
          ...links('icon'),
          ...tags.flatMap((tag) => (tag.type !== 'module' && tag.src ? [this.file(tag.src)] : [])),
        ]),
      },
      inline,
    };
  }

  /** Bytes of a page by kind. Style sheets in the page count as css, together as they travel, and not as html, scripts in it as html. */
  weigh(page: string): Record<Kind, Bytes> {
    const { files, inline } = this.filesOf(page);
    const kinds = KINDS.map((kind) => [kind, sum(files[kind].map((file) => this.bytes(file)))] as const);
    return {
      ...(Object.fromEntries(kinds) as Record<Kind, Bytes>),
      html: bytesOf(this.read(`${page}index.html`).replaceAll(STYLE, '')),
      css: sum([...files.css.map((file) => this.bytes(file)), bytesOf(inline.css.join(''))]),
    };
  }

  /** What a script imports only when asked to, without what that imports in turn. */
  asked(file: string): string[] {
    return unique(
      [...this.read(file).matchAll(/\bimport\(\s*[`"']\.\/([^`"']+)[`"']/g)].map(
        (m) => file.slice(0, file.lastIndexOf('/') + 1) + m[1]!,
      ),
    );
  }

  /** Scripts and all that they import at once, each once. What they import when asked to is not among it. */
  scripts(entries: readonly string[]): string[] {
    const found = new Set<string>();
    const add = (file: string): void => {
      if (found.has(file)) return;
      found.add(file);
      const folder = file.slice(0, file.lastIndexOf('/') + 1);
      for (const name of importsOf(this.read(file))) add(folder + name);
    };
    entries.forEach(add);
    return [...found];
  }

  private file(url: string): string {
    if (!url.startsWith(this.base)) throw new Error(`${url} is outside of ${this.base}`);
    return decodeURI(url.slice(this.base.length));
  }
}

/** Name of the component whose script a built file is, undefined for what several share. */
export function componentOf(file: string): string | undefined {
  return /^([A-Z]\w*)\.astro_/.exec(basename(file))?.[1];
}

/** One component's script. */
export interface ScriptSize {
  component: string;
  /** Its own file. */
  own: Bytes;
  /** With everything that imports at once, part of which other components import as well. */
  whole: Bytes;
  /** Each file that it imports when asked to. */
  asked: Bytes[];
}

/** Sizes of every component's script on some pages, by name. */
export function scriptSizes(site: BuiltSite, pages: readonly string[]): ScriptSize[] {
  const files = unique(pages.flatMap((page) => site.filesOf(page).files.js));
  return files
    .flatMap((file) => {
      const component = componentOf(file);
      if (!component) return [];
      return [
        {
          component,
          own: site.bytes(file),
          whole: sum(site.scripts([file]).map((f) => site.bytes(f))),
          asked: site.asked(file).map((f) => site.bytes(f)),
        },
      ];
    })
    .sort((a, b) => a.component.localeCompare(b.component));
}

function attributes(tag: string): Record<string, string> {
  return Object.fromEntries(
    [...tag.matchAll(/\s([\w:-]+)="([^"]*)"/g)].map((m) => [m[1]!, m[2]!.replaceAll('&amp;', '&')]),
  );
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}
