import { describe, expect, test } from 'vitest';
import { OpenCommand, readConsole } from './console.ts';

/** What is copied of a block: its commands. */
const copied = async (block: string): Promise<string[]> =>
  (await readConsole(block)).filter(({ kind }) => kind !== 'output').map(({ text }) => text);
const outputs = async (block: string): Promise<string[]> =>
  (await readConsole(block)).filter(({ kind }) => kind === 'output').map(({ text }) => text);

describe('a console block', () => {
  test.each([
    [
      'a backslash',
      '$ docker run \\\n    --rm alpine echo hi\nhi',
      ['docker run \\', '    --rm alpine echo hi'],
      ['hi'],
    ],
    ['two backslashes', '$ echo a\\\\\na\\', ['echo a\\\\'], ['a\\']],
    ['a backslash and the second prompt', '# a \\\n> b \\\n> c\nout', ['a \\', 'b \\', 'c'], ['out']],
    ['a quote', "root@vm:~# sh -c '\n  id -u\n'\n0", ["sh -c '", '  id -u', "'"], ['0']],
    ['a quote of the other kind', '$ echo "it\'s\nnot"\nit\'s\nnot', ['echo "it\'s', 'not"'], ["it's", 'not']],
    [
      'a here-document with what looks like prompts',
      '$ cat > Dockerfile <<EOF\n# a comment\n$ none\nEOF\n# id -u\n0',
      ['cat > Dockerfile <<EOF', '# a comment', '$ none', 'EOF', 'id -u'],
      ['0'],
    ],
    [
      'a here-document behind second prompts, one without its space',
      '$ cat <<EOF\n> a\n>\n> EOF\na\n',
      ['cat <<EOF', 'a', '', 'EOF'],
      ['a', ''],
    ],
    [
      'a here-document that begins with a quotation',
      '$ cat <<EOF\n> 引用\n本文\nEOF\nend',
      ['cat <<EOF', '> 引用', '本文', 'EOF'],
      ['end'],
    ],
    [
      'a here-document indented, and two of them',
      "$ cat <<-'A' <<B\n\ta\n\tA\nb\nB\nout",
      ["cat <<-'A' <<B", '\ta', '\tA', 'b', 'B'],
      ['out'],
    ],
    ['a loop', '$ for i in 1 2; do\n>   echo $i\n> done\n1\n2', ['for i in 1 2; do', '  echo $i', 'done'], ['1', '2']],
    ['a pipe', '$ docker ps |\n  wc -l\n3', ['docker ps |', '  wc -l'], ['3']],
    ['a substitution', '$ echo $(\n  date\n)\nnow', ['echo $(', '  date', ')'], ['now']],
    ['Japanese', '$ echo "日本\n語"\n日本\n語', ['echo "日本', '語"'], ['日本', '語']],
  ])('%s', async (_name, block, commands, out) => {
    expect(await copied(block)).toEqual(commands);
    expect(await outputs(block)).toEqual(out);
  });

  test('output that begins like a second prompt stays output', async () => {
    expect(await outputs('$ diff a b\n1c1\n< a\n---\n> b')).toEqual(['1c1', '< a', '---', '> b']);
    expect(await outputs('$ cat note\n> quoted')).toEqual(['> quoted']);
  });

  test('what a shell refuses ends where it stands', async () => {
    expect(await copied('$ fi\nsyntax error\n$ id')).toEqual(['fi', 'id']);
    expect(await copied("$ docker inspect -f '{{.State}}' web\n{...}")).toEqual(["docker inspect -f '{{.State}}' web"]);
  });

  test('lines keep their number and their prompts', async () => {
    expect(await readConsole('root@vm:/a b# x\n\n$ a \\\n> b')).toEqual([
      { kind: 'output', prompt: '', text: 'root@vm:/a b# x' },
      { kind: 'output', prompt: '', text: '' },
      { kind: 'command', prompt: '$ ', text: 'a \\' },
      { kind: 'continued', prompt: '> ', text: 'b' },
    ]);
  });

  test.each([
    ["$ id\n0\n$ echo don't\ndont", 3],
    ['$ cat <<EOF\na', 1],
    ['$ a \\', 1],
  ])('a command without an end is an error at its line: %j', async (block, line) => {
    const error = await readConsole(block).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(OpenCommand);
    expect((error as OpenCommand).line).toBe(line);
  });
});
