import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import type { Cast } from '../asciicast/index.ts';
import { guestDir } from '../recorder/paths.ts';
import { plainText } from './cells.ts';
import { randomFrom } from './fixtures/streams.ts';
import { renderTerminals } from './session.ts';

/** Lines typed into each shell; `LINES_TYPED=150 npx vitest run src/transcript/shells.test.ts` types more. */
const LINES = Number(process.env.LINES_TYPED ?? 5);
const DRIVER = join(import.meta.dirname, 'fixtures', 'type-into.py');
const home = mkdtempSync(join(tmpdir(), 'shells-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const A = '\x1b]133;A\x07';
const B = '\x1b]133;B\x07';

interface Shell {
  argv: string[];
  env?: Record<string, string>;
  /** Files of its home. */
  files?: Record<string, string>;
  /** Whether it edits lines and keeps a history. */
  edits: boolean;
}

const SHELLS: Record<string, Shell> = {
  // As in the recorded machine.
  bash: { argv: ['bash', '--noprofile', '--rcfile', join(guestDir, 'pushed', 'bash.bashrc'), '-i'], edits: true },
  dash: { argv: ['dash', '-i'], env: { PS1: `${A}$ ${B}` }, edits: false },
  busybox: { argv: ['busybox', 'ash', '-i'], env: { PS1: '\\[\\e]133;A\\a\\]/ # \\[\\e]133;B\\a\\]' }, edits: true },
  zsh: {
    argv: ['zsh', '-i'],
    env: { ZDOTDIR: home },
    files: {
      '.zshrc': `PROMPT=$'%{\\e]133;A\\a%}%% %{\\e]133;B\\a%}'\npreexec() { printf '\\e]133;C\\a' }\nprecmd() { printf '\\e]133;D;%s\\a' $? }\nunsetopt beep\nbindkey -e\nHISTSIZE=100\n`,
    },
    edits: true,
  },
  fish: {
    argv: ['fish', '-i'],
    env: { XDG_CONFIG_HOME: home, XDG_DATA_HOME: home },
    edits: true,
  },
  mksh: { argv: ['mksh', '-i'], env: { PS1: `\x01\r\x01${A}\x01# \x01${B}\x01` }, edits: true },
};
SHELLS.fish!.argv.push(
  '--init-command',
  "function fish_prompt; printf '\\e]133;A\\a> \\e]133;B\\a'; end; function fish_greeting; end; function c --on-event fish_preexec; printf '\\e]133;C\\a'; end; function d --on-event fish_postexec; printf '\\e]133;D;%s\\a' $status; end; set -g fish_autosuggestion_enabled 0; set -g fish_color_command normal",
);

interface Line {
  run: string;
  keys: string[];
  output: string;
  size?: [number, number];
}

/** Lines of lengths around the terminal's width, typed, corrected, taken from the history, pasted. */
function lines(shell: Shell, seed: number, cols: number): Line[] {
  const random = randomFrom(seed);
  const int = (n: number): number => Math.floor(random() * n);
  const word = (length: number, wide: boolean): string => {
    let text = '';
    while (text.length < length)
      text += wide && random() < 0.3 ? '日本語かな'[int(5)] : 'abcdefghijklmnopqrstuvwxyz0123456789-_./'[int(40)];
    return text;
  };
  const typed = (text: string): string[] => [...text];
  const all: Line[] = [];
  for (let i = 0; i < LINES; i += 1) {
    const wide = i % 4 === 3;
    const text = word(Math.max(1, cols * (1 + int(2)) - 12 + int(16)), wide);
    const run = `echo ${text}`;
    const line: Line = { run, keys: [...typed(run), '\r'], output: text };
    const way = shell.edits && !wide ? int(6) : int(2) * 5;
    if (way === 1) {
      // Something else first, deleted again.
      const more = word(1 + int(cols), false);
      line.keys = [...typed(run + more), ...Array<string>(more.length).fill('\x7f'), '\r'];
    } else if (way === 2) line.keys = [...typed(text), '\x01', ...typed('echo '), '\r'];
    else if (way === 3 && all.length > 0) {
      const { run, output } = all.at(-1)!;
      Object.assign(line, { run, output, keys: ['\x1b[A', '\r'] });
    } else if (way === 4) line.keys = [run, '\r'];
    else if (way === 5 && i > 4) line.size = [cols + int(5), 8];
    all.push(line);
  }
  return all;
}

function installed(name: string): boolean {
  const found = (program: string): boolean => spawnSync(program, ['-c', ''], { stdio: 'ignore' }).error === undefined;
  return found('python3') && found(name);
}

function typeInto(job: object): Promise<string> {
  return new Promise((resolve, reject) => {
    const driver = spawn('python3', [DRIVER]);
    let out = '';
    let err = '';
    driver.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    driver.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    driver.on('error', reject);
    driver.on('close', (status) => (status === 0 ? resolve(out) : reject(new Error(err))));
    driver.stdin.end(JSON.stringify(job));
  });
}

async function check(name: string, shell: Shell, seed: number): Promise<string[]> {
  for (const [file, text] of Object.entries(shell.files ?? {})) writeFileSync(join(home, file), text);
  const cols = 24 + (seed % 3) * 9;
  const typed = lines(shell, seed, cols);
  const sent = await typeInto({
    argv: shell.argv,
    env: { HOME: home, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', ...shell.env },
    cols,
    rows: 8,
    steps: typed.map(({ keys, size }, i) => ({ id: `s${i}`, keys, size })),
  });
  const events = (JSON.parse(sent) as [string, string][]).map(([code, data], i) => ({ time: i / 20, code, data }));
  const cast: Cast = { version: 3, cols, rows: 8, events };
  const { panes } = await renderTerminals({
    idle: 1,
    terminals: [{ name: 'host', label: 'host', file: `${name}.cast`, cast }],
    steps: typed.map(({ run }, i) => ({
      id: `s${i}`,
      terminal: 'host',
      say: '',
      command: run,
      keys: [],
      status: 0,
      seconds: 0,
    })),
  });
  return typed.flatMap(({ run, output }, i) => {
    const block = panes[0]!.blocks.find((b) => b.own && b.step === i + 1);
    const shown = block && plainText(block.output.runs).trimEnd();
    return block?.command === run && shown === output
      ? []
      : [
          `${name} ${seed} line ${i}, ${cols} columns: ${run}\n  shown ${block?.command}\n  output ${JSON.stringify(shown)}`,
        ];
  });
}

describe.concurrent('lines typed into a real shell are shown with what came back', () => {
  for (const [name, shell] of Object.entries(SHELLS))
    it.skipIf(!installed(name))(
      name,
      async ({ expect }) => {
        const wrong: string[] = [];
        for (const seed of [1, 2]) wrong.push(...(await check(name, shell, seed)));
        expect(wrong).toEqual([]);
      },
      600_000,
    );
});
