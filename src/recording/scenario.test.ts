import { describe, expect, it } from 'vitest';
import { parseScenario, scenarioDigest } from './scenario.ts';

const valid = `title: t
terminals:
  host: {}
steps:
  - { id: one, run: hostname, say: 名前を見る }
`;

describe('parseScenario', () => {
  it('fills in the defaults', () => {
    const s = parseScenario(valid, 'x.yaml');
    expect(s.image).toBe('debian-13');
    expect(s.terminals['host']).toEqual({ user: 'root', cols: 80, rows: 24 });
    expect(s.steps[0]).toMatchObject({ status: 0, expect: [], timeout: 60 });
    expect(s.watch).toEqual({ processes: [], cgroups: [], mounts: [], interfaces: false });
  });

  it.each([
    ['a field it does not know', valid.replace('say:', 'sya:'), /^x\.yaml:5:31: steps\.0\.sya: .*Did you mean say\?$/m],
    ['no steps', valid.replace(/steps:[\s\S]*/, 'steps: []\n'), /^x\.yaml:4:\d+: steps: /],
    [
      'run and keys together',
      valid.replace('run: hostname', 'run: hostname, keys: [C-c]'),
      /^x\.yaml:5:\d+: steps\.0: give either run or keys/,
    ],
    ['a broken pattern', valid.replace('say:', 'expect: ["("], say:'), /^x\.yaml:5:\d+: steps\.0\.expect\.0: /],
    [
      'two steps of one id',
      `${valid}  - { id: one, run: ls, say: もう一度 }\n`,
      /^x\.yaml:6:\d+: steps\.1\.id: step id "one" is used twice/,
    ],
    [
      'a terminal that is not there',
      valid.replace('run:', 'terminal: other, run:'),
      /^x\.yaml:5:\d+: steps\.0\.terminal: name one of the terminals: host/,
    ],
    [
      'a line break in a command',
      valid.replace('run: hostname', 'run: "a\\nb"'),
      /^x\.yaml:5:\d+: steps\.0\.run: one line/,
    ],
    ...['\\x03', '\\r', '\\e[A', '\\t', '\\x7f', '\\u0085'].map((sign): [string, string, RegExp] => [
      `the sign ${sign} in a command`,
      valid.replace('run: hostname', `run: "a${sign}b"`),
      /^x\.yaml:5:21: steps\.0\.run: no control characters/,
    ]),
    ...['F99', 'C-C', 'Entr', '', '\\x03', 'ab', 'constructor'].map((key): [string, string, RegExp] => [
      `the key ${key}`,
      valid.replace('run: hostname', `keys: ["${key}"]`),
      /^x\.yaml:5:23: steps\.0\.keys\.0: no such key: use C-c/,
    ]),
    [
      'a relative directory to list',
      valid.replace('steps:', 'watch:\n  files: [{ path: srv }]\nsteps:'),
      /^x\.yaml:5:\d+: watch\.files\.0\.path: an absolute path/,
    ],
    [
      'a closed directory outside the listed one',
      valid.replace('steps:', 'watch:\n  files: [{ path: /srv, closed: [/usr] }]\nsteps:'),
      /^x\.yaml:5:\d+: watch\.files\.0\.closed\.0: a path below/,
    ],
    [
      'layers of two things at once',
      valid.replace('steps:', 'watch:\n  layers: [{ image: a, container: b }]\nsteps:'),
      /^x\.yaml:5:\d+: watch\.layers\.0: give image, container or overlay/,
    ],
    [
      'an overlay without a name',
      valid.replace('steps:', 'watch:\n  layers: [{ overlay: ^/mnt$ }]\nsteps:'),
      /^x\.yaml:5:\d+: watch\.layers\.0\.name: an overlay needs a name/,
    ],
    [
      'two stacks of one name',
      valid.replace('steps:', 'watch:\n  layers: [{ image: a }, { container: a }]\nsteps:'),
      /^x\.yaml:5:\d+: watch\.layers: a name is used twice/,
    ],
    [
      'a step to sample where no cgroup is watched',
      valid.replace('say:', 'sample: true, say:'),
      /^x\.yaml:5:\d+: steps\.0\.sample: there is nothing to sample: name it in watch\.cgroups/m,
    ],
    [
      'a cgroup to sample that a shell would take apart',
      valid.replace('say:', 'sample: true, say:').replace('steps:', 'watch: { cgroups: ["/a b"] }\nsteps:'),
      /^x\.yaml:6:\d+: steps\.0\.sample: cannot sample "\/a b"/m,
    ],
    ['broken YAML', `${valid}  - ]\n`, /^x\.yaml:6:\d+: /],
  ])('refuses %s, naming file, line and field', (_name, text, message) => {
    expect(() => parseScenario(text, 'x.yaml')).toThrow(message);
  });
});

describe('scenarioDigest', () => {
  const digest = (text: string) => scenarioDigest(parseScenario(text, 'x.yaml'));

  it('changes with what is typed and demanded, not with what is said about it', () => {
    expect(digest(valid.replace('名前を見る', '別の文'))).toBe(digest(valid));
    expect(digest(valid.replace('title: t', 'title: u'))).toBe(digest(valid));
    expect(digest(valid.replace('run: hostname', 'run: hostnamectl'))).not.toBe(digest(valid));
    expect(digest(valid.replace('say:', 'expect: ["^vm$"], say:'))).not.toBe(digest(valid));
  });
});
