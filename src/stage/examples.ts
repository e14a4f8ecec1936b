import type { Cast } from '../asciicast/index.ts';
import { longCast } from '../transcript/fixtures/long.ts';
import { Tape } from '../transcript/fixtures/tape.ts';
import type { SessionView } from './markup.ts';
import type { Session } from '../transcript/model.ts';
import { renderCast, renderTerminals, type Take } from '../transcript/session.ts';

/** A transcript made up to show one thing; for tests and the gallery. */
export interface Example {
  name: string;
  /** What it shows, in Japanese. */
  title: string;
  /** What must be seen, each in one line. */
  says: string[];
  session(): Promise<Session>;
}

type StepTexts = [
  id: string,
  terminal: string,
  command: string,
  say: string,
  status?: number | null,
  seconds?: number,
][];

function take(tapes: Record<string, Cast>, steps: StepTexts, idle = 1.2): Take {
  return {
    idle,
    terminals: Object.entries(tapes).map(([name, cast]) => ({ name, label: name, file: `${name}.cast`, cast })),
    steps: steps.map(([id, terminal, command, say, status = 0, seconds = 0.1]) => {
      const keys = /^<(.+)>$/.exec(command)?.[1]?.split(' ');
      return { id, terminal, say, status, seconds, command: keys ? '' : command, keys: keys ?? [] };
    }),
  };
}

function example(name: string, title: string, says: string[], make: () => Take | Cast): Example {
  return {
    name,
    title,
    says,
    session: () => {
      const made = make();
      return 'events' in made ? renderCast(made, name, `${name}.cast`) : renderTerminals(made);
    },
  };
}

const ESC = '\x1b';

export const examples: readonly Example[] = [
  example('plain', '三つのコマンド', ['root@vm:~# hostname', 'vm', 'uid=0(root) gid=0(root)', 'root@vm:~# true'], () =>
    take(
      {
        host: new Tape()
          .step('name', 'hostname', 'vm\n')
          .step('who', 'id', 'uid=0(root) gid=0(root)\n')
          .step('quiet', 'true', '')
          .cast(),
      },
      [
        ['name', 'host', 'hostname', 'ホスト名です。'],
        ['who', 'host', 'id', '自分が誰かを `id` で見ます。'],
        ['quiet', 'host', 'true', '何も出しません。'],
      ],
    ),
  ),

  example('colours', '色と飾り', ['0 1 2 3', '太い 淡い italic under 反転 取消 全部', '256 true back       |'], () =>
    take(
      {
        host: new Tape()
          .step(
            'basic',
            'colours',
            `${[
              Array.from({ length: 16 }, (_, i) => `${ESC}[${i < 8 ? 30 + i : 82 + i}m${i}${ESC}[0m`).join(' '),
              Array.from({ length: 8 }, (_, i) => `${ESC}[${40 + i}m${i} ${ESC}[31m${i} ${ESC}[0m`).join(' '),
              `${ESC}[1m太い${ESC}[0m ${ESC}[2m淡い${ESC}[0m ${ESC}[3mitalic${ESC}[0m ${ESC}[4munder${ESC}[0m ${ESC}[7m反転${ESC}[0m ${ESC}[9m取消${ESC}[0m ${ESC}[1;31;44m全部${ESC}[0m`,
              `${ESC}[38;5;208m256${ESC}[0m ${ESC}[38;2;255;0;128mtrue${ESC}[0m ${ESC}[48;5;22mback${ESC}[0m ${ESC}[8mhidden${ESC}[0m|`,
            ].join('\n')}\n`,
          )
          .cast(),
      },
      [['basic', 'host', 'colours', '端末の16色と飾りです。']],
    ),
  ),

  example(
    'japanese',
    '日本語と全角文字',
    ['root@vm:~# cat 挨拶.txt', '|こんにちは|', '|ﾊﾛｰ 🐳 ok |', '|①⠋★👍🏽 🇯🇵  |', '日本語 & <b> /root'],
    () =>
      take(
        {
          host: new Tape()
            .step(
              'cat',
              'cat 挨拶.txt',
              '+----------+\n|こんにちは|\n|ﾊﾛｰ 🐳 ok |\n|か\u3099+é      |\n|①⠋★👍🏽 🇯🇵  |\n+----------+\n',
            )
            .step('echo', 'echo \'日本語 & <b>\' "$HOME"', '日本語 & <b> /root\n')
            .cast(),
        },
        [
          ['cat', 'host', 'cat 挨拶.txt', '枠がそろいます。'],
          ['echo', 'host', 'echo \'日本語 & <b>\' "$HOME"', 'HTMLの文字も、そのままの文字です。'],
        ],
      ),
  ),

  example('wide', '長い行', ['21,22,23,24', '57,58,59,60', 'long-long-end'], () =>
    take(
      {
        host: new Tape()
          .step('wrap', 'seq -s, 60', `${Array.from({ length: 60 }, (_, i) => i + 1).join(',')}\n`)
          .step('typed', `echo ${'long-'.repeat(12)}end`, `${'long-'.repeat(12)}end\n`)
          .cast(40),
      },
      [
        ['wrap', 'host', 'seq -s, 60', '折り返された行も、コピーすると1行です。'],
        ['typed', 'host', `echo ${'long-'.repeat(12)}end`, '長いコマンドも折り返します。'],
      ],
    ),
  ),

  example('failing', '失敗するコマンド', ['bash: nosuch: command not found', '終了ステータス 127'], () =>
    take(
      {
        host: new Tape()
          .step('missing', 'nosuch', 'bash: nosuch: command not found\n', 127)
          .step('status', 'echo $?', '127\n')
          .cast(),
      },
      [
        ['missing', 'host', 'nosuch', 'そんなコマンドはありません。', 127],
        ['status', 'host', 'echo $?', '直前の終了ステータスです。'],
      ],
    ),
  ),

  example(
    'two',
    '二つのターミナル',
    ['[1] 812', 'root@inside:/# echo hello > fifo', 'hello', 'root@vm:~# Enter'],
    () => {
      const host = new Tape();
      const inside = new Tape('root@inside:/# ');
      host.step('listen', 'cat < fifo &', '[1] 812\n');
      inside.until(host.now).step('send', 'echo hello > fifo', '');
      host.until(inside.now - 0.05).out('hello\r\n');
      host.until(inside.now).mark('look').out('\r\n').end();
      return take({ host: host.cast(), inside: inside.cast() }, [
        ['listen', 'host', 'cat < fifo &', '左で待ちます。'],
        ['send', 'inside', 'echo hello > fifo', '右から送ると、左に届きます。'],
        ['look', 'host', '<Enter>', 'Enterだけを押します。'],
      ]);
    },
  ),

  example('waits', '長く待つコマンド', ['2026', '実際の所要時間は30.0秒'], () =>
    take(
      {
        host: new Tape().mark('sleep').type('sleep 30; date +%Y').wait(30).out('2026\r\n').end().cast(),
      },
      [['sleep', 'host', 'sleep 30; date +%Y', '待ち時間は縮めて再生します。', 0, 30]],
    ),
  ),

  example('ash', 'Cの印を書かないシェル', ['/ # ls', 'bin  etc', '/ # cd ..; pwd'], () =>
    take(
      {
        host: new Tape('/ # ', false).step('ls', 'ls', 'bin  etc\n').step('cd', 'cd ..; pwd', '/\n').cast(),
      },
      [
        ['ls', 'host', 'ls', 'busyboxのashです。'],
        ['cd', 'host', 'cd ..; pwd', '上には行けません。'],
      ],
    ),
  ),

  example('keys', 'キーを押す手順', ['root@vm:~# sleep 100', 'Ctrl+C', '^C', '終了ステータス 130'], () =>
    take(
      {
        host: new Tape().mark('run').type('sleep 100').mark('stop').out('^C').out('\r\n').end(130).cast(),
      },
      [
        ['run', 'host', 'sleep 100', '終わらないコマンドを', null],
        ['stop', 'host', '<C-c>', 'Ctrl+Cで止めます。', 130],
      ],
    ),
  ),

  example('progress', '書き直す出力', ['Using default tag: latest', '[##########] 100%', 'done'], () => {
    const tape = new Tape().mark('pull').type('docker pull demo').wait(0.1).out('Using default tag: latest\r\n');
    for (let i = 0; i <= 10; i += 1) tape.wait(0.1).out(`\r${ESC}[K[${'#'.repeat(i).padEnd(10)}] ${i * 10}%`);
    return take({ host: tape.out('\r\ndone\r\n').end().cast() }, [
      ['pull', 'host', 'docker pull demo', '進み具合が同じ行に書き直されます。'],
    ]);
  }),

  example('screen', '画面全体を使うプログラム', ['before', 'top - 5', '1 init', 'after'], () => {
    const tape = new Tape()
      .step('before', 'echo before', 'before\n')
      .mark('top')
      .type('top')
      .wait(0.1)
      .out(`${ESC}[?1049h${ESC}[H`);
    for (let i = 1; i <= 5; i += 1)
      tape.wait(0.4).out(`${ESC}[H${ESC}[2Jtop - ${i}\r\n${ESC}[7m  PID COMMAND${ESC}[0m\r\n    1 init\r\n`);
    tape.mark('quit').out(`${ESC}[?1049l`).end();
    return take({ host: tape.step('after', 'echo after', 'after\n').cast() }, [
      ['before', 'host', 'echo before', '普通の出力です。'],
      ['top', 'host', 'top', '画面全体を書き直します。', null],
      ['quit', 'host', '<q>', '`q` で終わります。'],
      ['after', 'host', 'echo after', '元の画面に戻りました。'],
    ]);
  }),

  example(
    'foreign-prompts',
    'よそで録ったcast（プロンプトの印あり）',
    ['$ date +%Y', '2026', '$ false', '終了ステータス 1'],
    () => {
      const tape = new Tape('$ ');
      for (const [line, output, status] of [
        ['date +%Y', '2026\r\n', 0],
        ['false', '', 1],
      ] as const)
        tape.wait(0.3).type(line).wait(0.1).out(output).end(status);
      return tape.cast();
    },
  ),

  example(
    'foreign-continued',
    'よそで録ったcast（続きの行）',
    ['$ for i in 1 2', '> do echo "$i"', '> done', '1', '2'],
    () => {
      const tape = new Tape('$ ');
      const more = `\r\n${ESC}]133;A;k=s\x07> ${ESC}]133;B\x07`;
      for (const line of ['for i in 1 2', 'do echo "$i"']) {
        for (const char of line) tape.wait(0.05).out(char);
        tape.wait(0.05).out(more);
      }
      return tape.type('done').wait(0.1).out('1\r\n2\r\n').end().cast();
    },
  ),

  example('foreign-markers', 'よそで録ったcast（マーカーあり）', ['$ ls', 'a b', '$ exit'], () => ({
    version: 2,
    cols: 40,
    rows: 10,
    title: 'Demo',
    events: [
      { time: 0, code: 'o', data: '$ ' },
      { time: 1, code: 'm', data: 'First' },
      { time: 1.2, code: 'o', data: 'ls\r\na b\r\n$ ' },
      { time: 2, code: 'm', data: '' },
      { time: 2.5, code: 'o', data: 'exit\r\n' },
    ],
  })),

  example('foreign-whole', 'よそで録ったcast（印なし）', ['$ ls', 'dir file'], () => ({
    version: 1,
    cols: 40,
    rows: 10,
    events: [
      { time: 0.2, code: 'o', data: '$ ls\r\n' },
      { time: 0.4, code: 'o', data: `${ESC}[34mdir${ESC}[0m file\r\n` },
    ],
  })),

  example('long', '百の手順', ['compiling module 1-0', 'compiling module 100-12'], () => longCast(2000)),

  example('tall', '千行の出力', ['before', '1000', 'after'], () =>
    take(
      {
        host: new Tape()
          .step('before', 'echo before', 'before\n')
          .step('seq', 'seq 1000', Array.from({ length: 1000 }, (_, i) => `${i + 1}\n`).join(''))
          .step('after', 'echo after', 'after\n')
          .cast(),
      },
      [
        ['before', 'host', 'echo before', '短い出力です。'],
        ['seq', 'host', 'seq 1000', '千行を出します。'],
        ['after', 'host', 'echo after', '短い出力です。'],
      ],
    ),
  ),
];

/**
 * An example as a transcript shows it.
 *
 * @throws {Error} when there is none of that name
 */
export async function exampleView(name: string): Promise<SessionView> {
  const found = examples.find((e) => e.name === name);
  if (!found) throw new Error(`no transcript example "${name}": there are ${examples.map((e) => e.name).join(', ')}`);
  return {
    name: `example-${name}`,
    title: found.title,
    session: await found.session(),
    about: [],
    downloads: [],
    base: '',
  };
}
