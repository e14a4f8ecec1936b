import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import { didYouMean, nearest } from './nearest.ts';
import { annotation, formatProblem, inOrder, problemsOf, ProblemsError } from './problem.ts';
import { findPattern } from './pattern.ts';
import { checkAuthored, readAuthored, type Reading } from './yaml.ts';

const schema = z.strictObject({
  title: z.string().min(1),
  kind: z.enum(['note', 'tip']).default('note'),
  steps: z.array(z.strictObject({ id: z.string(), status: z.number().default(0) })).optional(),
  match: z.union([z.string(), z.strictObject({ not: z.string() })]).optional(),
  names: z.record(z.string().regex(/^[a-z]+$/, 'use a-z'), z.strictObject({ label: z.string() })).optional(),
});

const problems = (text: string, reading: Reading = {}): string[] => {
  const result = checkAuthored(text, 'x.yaml', schema, reading);
  return 'problems' in result ? result.problems.map(formatProblem) : [];
};

describe('what is wrong in a YAML file is collected with line, column and the nearest right name', () => {
  test.each([
    [
      'two things at once',
      'titel: t\nkind: nite\n',
      [
        'x.yaml:2:7: kind: Invalid option: expected one of "note"|"tip". Did you mean note?',
        'x.yaml:1:1: titel: "titel" is not known here. Did you mean title?',
      ],
    ],
    [
      'a key deep down, at its own line',
      'title: t\nsteps:\n  - id: a\n  - id: b\n    stauts: 3\n',
      ['x.yaml:5:5: steps.1.stauts: "stauts" is not known here. Did you mean status?'],
    ],
    [
      'a key of one branch of a union',
      'title: t\nmatch:\n  nto: x\n',
      ['x.yaml:3:3: match.nto: "nto" is not known here. Did you mean not?'],
    ],
    [
      'a name of a map',
      'title: t\nnames:\n  good: { label: x }\n  B-d: { label: x }\n',
      ['x.yaml:4:3: names.B-d: use a-z'],
    ],
    [
      'a wrong value behind its key',
      'title: t\nsteps: [{ id: a, status: no }]\n',
      ['x.yaml:2:26: steps.0.status: Invalid input: expected number, received string'],
    ],
    ['a file of nothing', '', ['x.yaml:1:1: there is nothing here']],
    ['a tab', 'title: t\nsteps:\n\t- id: a\n', ['x.yaml:3:1: Tabs are not allowed as indentation']],
    [
      'the first mistake of spelling, not those that follow',
      'title: "t\nkind: tip\n',
      ['x.yaml:3:1: Missing closing "quote'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  test('lines count from where the text stands in its file', () => {
    expect(problems('kind: tip\n', { from: 2 })).toEqual(['x.yaml:2:1: title: is missing']);
  });

  test('a bomb of aliases is refused at its place', () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg'].map((pair) => [...pair]))
      lines.push(`${to}: &${to} [${Array.from({ length: 9 }, () => `*${from}`).join(', ')}]`);
    expect(problems(`${lines.join('\n')}\n`)).toEqual([
      expect.stringMatching(/^x\.yaml:2:8: .*alias.*Write the value out instead of aliases/i),
    ]);
  });

  test('__proto__ is no name, wherever it stands', () => {
    expect(problems('title: t\nnames:\n  __proto__: { label: x }\n')).toEqual([
      'x.yaml:3:3: "__proto__" cannot be a name. Choose another',
    ]);
  });
});

describe('JSON', () => {
  test('has places too, and is not taken for YAML', () => {
    expect(problems('{\n  "title": "t",\n  "steps": [{ "id": 3 }]\n}', { json: true })).toEqual([
      'x.yaml:3:21: steps.0.id: Invalid input: expected string, received number',
    ]);
    expect(problems('title: t\n', { json: true })[0]).toMatch(/^x\.yaml:1:\d+: not JSON: /);
    expect(problems('{\n  "title": "t",\n', { json: true })[0]).toMatch(/^x\.yaml:3:1: not JSON: /);
  });
});

test('whoever cannot go on gets everything in one error, and problems of its own get places as well', () => {
  expect(() => readAuthored('kind: x\n', 'x.yaml', schema)).toThrow(ProblemsError);
  const { problem, fail } = readAuthored('title: t\nsteps:\n  - id: a\n', 'x.yaml', schema);
  expect(problem(['steps', 0, 'id'], 'is taken')).toEqual({
    file: 'x.yaml',
    line: 3,
    column: 9,
    message: 'steps.0.id: is taken',
  });
  expect(() => fail(['steps', 7], 'is not there', 'Write it')).toThrow('x.yaml:2:1: steps.7: is not there. Write it');
});

describe('a problem', () => {
  const problem = { file: 'a,b.mdx', line: 3, column: 5, message: '100% wrong\nreally', advice: 'Mend it' };

  test('is one line for people and one for the machine that marks changes', () => {
    expect(formatProblem(problem)).toBe('a,b.mdx:3:5: 100% wrong\nreally. Mend it');
    expect(formatProblem({ file: 'a', message: 'Why?', advice: 'Because' })).toBe('a: Why? Because');
    expect(annotation(problem)).toBe('::error file=a%2Cb.mdx,line=3,col=5::100%25 wrong%0Areally. Mend it');
  });

  test('is found in the message of an error from below', () => {
    expect(problemsOf(new Error('content/casts/vim.cast:5: this line is not JSON'), 'x')).toEqual([
      { file: 'content/casts/vim.cast', line: 5, message: 'this line is not JSON' },
    ]);
    expect(problemsOf(new Error('strange'), 'x')).toEqual([{ file: 'x', message: 'strange' }]);
    expect(problemsOf(new ProblemsError([problem]), 'x')).toEqual([problem]);
  });

  test('is told once, in the order of files and lines', () => {
    const at = (file: string, line: number) => ({ file, line, message: 'm' });
    expect(inOrder([at('b', 1), at('a', 10), at('a', 9), at('a', 10)])).toEqual([at('a', 9), at('a', 10), at('b', 1)]);
  });
});

describe('the nearest name', () => {
  const names = ['uts-namespace', 'pid-namespace', 'volume-basics', 'Figure', 'FigureRef'];
  test.each([
    ['volume-basic', ['volume-basics']],
    ['utsnamespace', ['uts-namespace']],
    ['pid-namesapce', ['pid-namespace']],
    ['figure', ['Figure']],
    ['volume', ['volume-basics']],
    ['nothing-like-it', []],
  ])('of %s', (wrong, right) => {
    expect(nearest(wrong, names)).toEqual(right);
  });

  test('is advice, or all names are where they are few', () => {
    expect(didYouMean('stpe', ['step', 'title'])).toBe('Did you mean step?');
    expect(didYouMean('x', ['step', 'title'])).toBe('There are: step, title');
    expect(
      didYouMean(
        'xyzzy',
        Array.from({ length: 99 }, (_, i) => `name-${i}`),
      ),
    ).toBeUndefined();
  });
});

describe("an author's pattern", () => {
  test('finds what it finds', () => {
    expect(findPattern('^b(.)', 'mu', 'a\nbc')?.slice()).toEqual(['bc', 'c']);
    expect(findPattern('x', 'mu', 'a')).toBeNull();
    expect(() => findPattern('(', 'mu', 'a')).toThrow(/^is not a valid regular expression/);
  });

  test.each(['(.*)*(.*)*x$', '(a+)+$', '(\\w|[a-z])*!'])('%s is broken off', (source) => {
    expect(() => findPattern(source, 'mu', `${'a'.repeat(5000)}?`, 100)).toThrow(/^finds no end within 0\.1 s/);
  });
});
