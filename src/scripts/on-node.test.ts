import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';

/** Another Node than the pinned one, as far as the path of its program goes. */
mkdirSync('.cache', { recursive: true });
const folder = mkdtempSync('.cache/on-node-');
const other = resolve(folder, 'node');
linkSync(process.execPath, other);
const program = join(folder, 'program.ts');
writeFileSync(
  program,
  `const said: object = { node: process.execPath, path: process.env.PATH, args: process.argv.slice(2) };
if (process.argv[2] === 'wait') process.on('SIGTERM', () => process.exit(7)), setInterval(() => {}, 1000);
else process.exitCode = Number(process.argv[2]);
console.log(JSON.stringify(said));
`,
);
afterAll(() => rmSync(folder, { recursive: true }));
const onNode = (node: string, ...args: string[]) =>
  spawnSync(node, ['src/scripts/on-node.js', program, ...args], { encoding: 'utf8' });

it.each([
  ['another Node', other],
  ['the pinned Node', process.execPath],
])('a program started by %s runs on the pinned one, with its arguments and its exit status', (_name, node) => {
  const { status, stdout, stderr } = onNode(node, '3', 'a b');
  expect(stderr).toBe('');
  const { node: ran, args } = JSON.parse(stdout) as { node: string; args: string[] };
  expect([ran, args, status]).toEqual([process.execPath, ['3', 'a b'], 3]);
});

it('what it starts finds that Node first', () => {
  const { path } = JSON.parse(onNode(other, '0').stdout) as { path: string };
  expect(path.startsWith(join(process.execPath, '..'))).toBe(true);
});

it('ends when it is told to', async () => {
  const child = spawn(other, ['src/scripts/on-node.js', program, 'wait']);
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([7, null]);
});
