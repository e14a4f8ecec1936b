import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const DOCUMENTS = ['README.md', ...globSync('.github/**/*.md')];
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const stages = [...readFileSync('src/scripts/test.ts', 'utf8').matchAll(/^ {2,4}\{? ?name: '(.+?)',/gm)].map(
  (m) => m[1]!,
);

/** A path in a text: of this project, without what a command makes. */
const PATH = /^\.?(?:src|content|e2e|public|\.github|\.ci)\/[^\s:]*$/;

/** What a placeholder stands for: `<name>`, `NAME`, `N-SLUG`. */
const pattern = (path: string): string =>
  path.replace(/<[^>]*>|\b[A-Z]+(?:-[A-Z]+)*\b(?!\.md\b)/g, '*').replace(/\/$/, '');

const exists = (path: string): boolean => (/[*{]/.test(path) ? globSync(path).length > 0 : existsSync(path));

describe.each(DOCUMENTS)('%s', (file) => {
  const text = readFileSync(file, 'utf8');
  const code = [
    ...[...text.matchAll(/^```\w*\n([\s\S]*?)^```$/gm)].flatMap(([, block]) => block!.split('\n')),
    ...[...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, inline]) => inline!),
  ];

  it('names paths that are there', () => {
    const paths = code.flatMap((piece) => piece.split(/[\s,]+/)).filter((word) => PATH.test(word));
    expect(paths.map(pattern).filter((path) => !exists(path))).toEqual([]);
  });

  it('links to files that are there', () => {
    const targets = [...text.matchAll(/\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target]) => target!);
    expect(targets.filter((target) => !existsSync(join(dirname(file), target)))).toEqual([]);
  });

  it('names commands that are there', () => {
    const commands = code.flatMap((line) => line.split('#')[0]!.split('&&')).map((command) => command.trim());
    for (const command of commands) {
      const script = /^npm (?:run (\S+)|(start|test)\b)/.exec(command);
      if (script) expect(Object.keys(scripts), command).toContain(script[1] ?? script[2]);
      const stage = /^npm test -- ([a-z]+)/.exec(command)?.[1];
      if (stage !== undefined)
        expect(
          stages.some((name) => name.startsWith(stage)),
          command,
        ).toBe(true);
    }
  });
});
