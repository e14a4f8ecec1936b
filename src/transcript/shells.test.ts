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

/**
 * Lines brought to each shell, at least one in each way;
 * `LINES_TYPED=300 npx vitest run --project node src/transcript/shells.test.ts` brings more, of two seeds.
 */
const LINES = Number(process.env.LINES_TYPED ?? 0);
const SEEDS = LINES > 0 ? [1, 2] : [1];
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
  /** What it can do, and how often Tab is pressed for a list. */
  can: ReadonlySet<Ability>;
  tabs?: number;
}
/** An editor of lines with a history; pasting in brackets; a history searched with Ctrl-R; here-documents. */
type Ability = 'edit' | 'paste' | 'search' | 'heredoc';

const SHELLS: Record<string, Shell> = {
  // As in the recorded machine.
  bash: {
    argv: ['bash', '--noprofile', '--rcfile', join(guestDir, 'pushed', 'bash.bashrc'), '-i'],
    can: new Set<Ability>(['edit', 'paste', 'search', 'heredoc']),
    tabs: 2,
  },
  dash: { argv: ['dash', '-i'], env: { PS1: `${A}$ ${B}` }, can: new Set<Ability>(['heredoc']) },
  busybox: {
    argv: ['busybox', 'ash', '-i'],
    env: { PS1: '\\[\\e]133;A\\a\\]/ # \\[\\e]133;B\\a\\]' },
    can: new Set<Ability>(['edit', 'heredoc']),
    tabs: 2,
  },
  zsh: {
    argv: ['zsh', '-i'],
    env: { ZDOTDIR: home },
    files: {
      '.zshrc': `PROMPT=$'%{\\e]133;A\\a%}%% %{\\e]133;B\\a%}'\npreexec() { printf '\\e]133;C\\a' }\nprecmd() { printf '\\e]133;D;%s\\a' $? }\nunsetopt beep\nbindkey -e\nHISTSIZE=100\n`,
    },
    can: new Set<Ability>(['edit', 'paste', 'search', 'heredoc']),
    tabs: 2,
  },
  fish: {
    argv: [
      'fish',
      '-i',
      '--init-command',
      "function fish_prompt; printf '\\e]133;A\\a> \\e]133;B\\a'; end; function fish_greeting; end; function c --on-event fish_preexec; printf '\\e]133;C\\a'; end; function d --on-event fish_postexec; printf '\\e]133;D;%s\\a' $status; end; set -g fish_autosuggestion_enabled 0; set -g fish_color_command normal",
    ],
    env: { XDG_CONFIG_HOME: home, XDG_DATA_HOME: home },
    can: new Set<Ability>(['edit', 'paste']),
    tabs: 1,
  },
  mksh: {
    argv: ['mksh', '-i'],
    env: { PS1: `\x01\r\x01${A}\x01# \x01${B}\x01` },
    can: new Set<Ability>(['edit', 'heredoc']),
    tabs: 2,
  },
};

/** Keys sent at once, or a change of the terminal's size. */
type Keys = string | [cols: number, rows: number];

interface Line {
  way: Way;
  run: string;
  keys: Keys[];
  output: string;
  /** Size of the terminal from then on. */
  size?: [cols: number, rows: number];
}

type Way = keyof typeof WAYS;

/** What lines are made of: random words, the width of the terminal, and the line before. */
interface Random {
  cols: number;
  int(n: number): number;
  word(length: number, wide?: boolean): string;
  /** A word that makes a line of about the terminal's width, or twice that. */
  long(wide?: boolean): string;
  shell: Shell;
  last?: Line;
}

const typed = (text: string): string[] => [...text];
const plain = (text: string): Omit<Line, 'way'> => ({
  run: `echo ${text}`,
  keys: [...typed(`echo ${text}`), '\r'],
  output: text,
});

/** Ways to bring a line to a shell, each with what the shell must be able to do. */
const WAYS = {
  typed: [null, ({ long }: Random) => plain(long())],
  wide: [null, ({ long }: Random) => plain(long(true))],
  corrected: [
    'edit',
    ({ long, word, int, cols }: Random) => {
      const line = plain(long());
      const more = word(1 + int(cols));
      return { ...line, keys: [...typed(line.run + more), ...Array<string>(more.length).fill('\x7f'), '\r'] };
    },
  ],
  begunLater: [
    'edit',
    ({ long }: Random) => {
      const text = long();
      return { ...plain(text), keys: [...typed(text), '\x01', ...typed('echo '), '\r'] };
    },
  ],
  recalled: [
    'edit',
    ({ last, word }: Random) =>
      last && !last.run.includes('\n') ? { ...last, size: undefined, keys: ['\x1b[A', '\r'] } : plain(word(5)),
  ],
  searched: [
    'search',
    ({ last, word }: Random) =>
      last && !last.run.includes('\n') ? { ...last, size: undefined, keys: ['\x12', 'e', 'c', '\r'] } : plain(word(5)),
  ],
  atOnce: [
    null,
    ({ long }: Random) => {
      const line = plain(long());
      return { ...line, keys: [line.run, '\r'] };
    },
  ],
  pasted: [
    'paste',
    ({ long }: Random) => {
      const line = plain(long());
      return { ...line, keys: [`\x1b[200~${line.run}\x1b[201~`, '\r'] };
    },
  ],
  pastedLines: [
    'paste',
    ({ long, word }: Random) => {
      const [one, two] = [plain(word(5)), plain(long())];
      const run = `${one.run}\n${two.run}`;
      return { run, keys: [`\x1b[200~${run}\x1b[201~`, '\r'], output: `${one.output}\n${two.output}` };
    },
  ],
  hereDocument: [
    'heredoc',
    ({ long, word, int }: Random) => {
      const text = Array.from({ length: 1 + int(3) }, (_, i) => (i === 1 ? long() : word(6, true)));
      const all = ['cat <<E', ...text, 'E'];
      return { run: all.join('\n'), keys: all.flatMap((line) => [...typed(line), '\r']), output: text.join('\n') };
    },
  ],
  continued: [
    null,
    ({ long, word }: Random) => {
      const [one, two, three] = [word(7), long(), word(3)];
      const all = [`echo ${one} \\`, `${two} \\`, three];
      return {
        run: all.join('\n'),
        keys: all.flatMap((line) => [...typed(line), '\r']),
        output: `${one} ${two} ${three}`,
      };
    },
  ],
  completed: [
    'edit',
    ({ shell }: Random) => ({
      ...plain('alpha-one'),
      keys: [...typed('echo al'), ...Array<string>(shell.tabs ?? 0).fill('\t'), ...typed('one'), '\r'],
    }),
  ],
  givenUp: [
    null,
    ({ long }: Random) => {
      const line = plain(long());
      return { ...line, keys: [...typed(line.run.slice(0, -3)), '\x03', ...line.keys] };
    },
  ],
  resizedBefore: [
    null,
    ({ long, cols, int }: Random) => ({ ...plain(long()), size: [cols + int(9) - 4, 6 + int(5)] as [number, number] }),
  ],
  resizedMeanwhile: [
    'edit',
    ({ long, cols, int }: Random) => {
      const line = plain(long());
      const at = 3 + int(line.run.length - 5);
      const size: [number, number] = [cols + int(9) - 4, 6 + int(5)];
      return { ...line, keys: [...typed(line.run.slice(0, at)), size, ...typed(line.run.slice(at)), '\r'] };
    },
  ],
} satisfies Record<string, [Ability | null, (random: Random) => Omit<Line, 'way'>]>;

/** Lines of lengths around the terminal's width, brought to the shell in each of its ways in turn. */
function lines(shell: Shell, seed: number, cols: number): Line[] {
  const next = randomFrom(seed);
  const int = (n: number): number => Math.floor(next() * n);
  const word = (length: number, wide = false): string => {
    let text = '';
    while (text.length < length)
      text += wide && next() < 0.3 ? '日本語かな'[int(5)] : 'abcdefghijklmnopqrstuvwxyz0123456789-_./'[int(40)];
    return text;
  };
  const long = (wide = false): string => word(Math.max(1, cols * (1 + int(2)) - 12 + int(16)), wide);
  const ways = (Object.keys(WAYS) as Way[]).filter((way) => WAYS[way][0] === null || shell.can.has(WAYS[way][0]));
  const all: Line[] = [];
  for (let i = 0; i < Math.max(LINES, ways.length); i += 1) {
    // Once in order, so that few lines try all ways; then in any.
    const way = ways[i < ways.length ? i : int(ways.length)]!;
    all.push({ ...WAYS[way][1]({ cols, int, word, long, shell, last: all.at(-1) }), way });
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
  for (const [file, text] of Object.entries({ 'alpha-one': '', 'alpha-two': '', ...shell.files }))
    writeFileSync(join(home, file), text);
  const cols = 24 + (seed % 3) * 9;
  const brought = lines(shell, seed, cols);
  const sent = await typeInto({
    argv: shell.argv,
    env: { HOME: home, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', ...shell.env },
    cols,
    rows: 8,
    steps: brought.flatMap(({ keys, size }, i) => [...(size ? [{ keys: [size] }] : []), { id: `s${i}`, keys }]),
    cwd: home,
  });
  const events = (JSON.parse(sent) as [string, string][]).map(([code, data], i) => ({ time: i / 20, code, data }));
  const cast: Cast = { version: 3, cols, rows: 8, events };
  const { panes } = await renderTerminals({
    idle: 1,
    terminals: [{ name: 'host', label: 'host', file: `${name}.cast`, cast }],
    steps: brought.map(({ run }, i) => ({
      id: `s${i}`,
      terminal: 'host',
      say: '',
      command: run,
      keys: [],
      status: 0,
      seconds: 0,
    })),
  });
  return brought.flatMap(({ way, run, output }, i) => {
    const block = panes[0]!.blocks.find((b) => b.own && b.step === i + 1);
    const shown = block && plainText(block.output.runs).trimEnd();
    return block?.command === run && shown === output
      ? []
      : [
          `${name} ${seed} line ${i} (${way}), ${cols} columns: ${run}\n  shown ${block?.command}\n  output ${JSON.stringify(shown)}`,
        ];
  });
}

describe.concurrent('lines typed into a real shell are shown with what came back', () => {
  for (const [name, shell] of Object.entries(SHELLS))
    it.skipIf(!installed(name))(
      name,
      async ({ expect }) => {
        const wrong: string[] = [];
        for (const seed of SEEDS) wrong.push(...(await check(name, shell, seed)));
        expect(wrong).toEqual([]);
      },
      600_000,
    );
});
