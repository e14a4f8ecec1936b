import { describe, expect, it } from 'vitest';
import type { Cast } from '../asciicast/index.ts';
import { plainText, runsToHtml } from './cells.ts';
import { replay } from './fixtures/replay.ts';
import type { Session } from './model.ts';
import { renderCast, renderTerminals } from './session.ts';

/** A cast of events a tenth of a second apart; `{marker}` is a marker, `<80x24>` a resize, and a number a pause. */
function cast(cols: number, rows: number, ...parts: (string | number)[]): Cast {
  const events: Cast['events'] = [];
  let time = 0;
  for (const part of parts) {
    time += typeof part === 'number' ? part : 0.1;
    if (typeof part === 'number') continue;
    const marker = /^\{(.+)\}$/.exec(part);
    const size = /^<(\d+x\d+)>$/.exec(part);
    if (marker) events.push({ time, code: 'm', data: marker[1]! });
    else if (size) events.push({ time, code: 'r', data: size[1]! });
    else events.push({ time, code: 'o', data: part });
  }
  return { version: 3, cols, rows, events };
}

const A = '\x1b]133;A\x07';
const B = '\x1b]133;B\x07';
const C = '\x1b]133;C\x07';
const D = '\x1b]133;D;0\x07';
const keys = (text: string): string[] => [...text];

/** What the reader sees: prompt and command in a line, output below. */
function seen({ panes }: Session): string[] {
  return panes[0]!.blocks.map(
    ({ prompt, command, output }) => `${plainText(prompt)}${command}|${plainText(output.runs)}`,
  );
}
const render = (made: Cast): Promise<Session> => renderCast(made, 'demo', 'demo.cast');

/** A step of a scenario, typed in a terminal of its own. */
function typed(made: Cast, ...commands: string[]): Promise<Session> {
  return renderTerminals({
    idle: 1,
    terminals: [{ name: 'host', label: 'host', file: 'host.cast', cast: made }],
    steps: commands.map((command, i) => ({
      id: `s${i}`,
      terminal: 'host',
      say: '',
      command,
      keys: [],
      status: 0,
      seconds: 0.1,
    })),
  });
}

describe('prompts', () => {
  it('without an end (fish, kitty) end where their writing pauses', async () => {
    const session = await render(
      cast(
        60,
        10,
        '\x1b]133;A;click_events=1\x07~> ',
        ...keys('uname'),
        '\r\n',
        '\x1b]133;C;cmdline_url=uname\x07',
        '6.12\r\n',
        `${D}\x1b]133;A;click_events=1\x07~> `,
        ...keys('ls /none'),
        '\r\n\x1b]133;C;cmdline_url=ls%20%2Fnone\x07',
        'no such file\r\n',
        '\x1b]133;D;2\x07\x1b]133;A;click_events=1\x07~> ',
      ),
    );
    expect(seen(session)).toEqual(['~> uname|6.12', '~> ls /none|no such file']);
    expect(session.steps.map((step) => step.status)).toEqual([0, 2]);
    expect(plainText(session.panes[0]!.rest)).toBe('~> ');
  });

  it('whose end was missed end where the line begins that the shell says it read', async () => {
    // Nothing pauses between the prompt and the keys of a paste.
    const session = await render(cast(60, 10, `${A}~> ls -l`, '\r\n\x1b]133;C;cmdline_url=ls%20-l\x07', 'x\r\n', D));
    expect(seen(session)).toEqual(['~> ls -l|x']);
  });

  it.each([
    ['A;k=s', 'A;k=s'],
    ['A;k=c', 'P;k=c'],
    ['P;k=s', 'P;k=s;aid=1'],
  ])('for further lines (%s) belong to the command that goes on', async (first, second) => {
    const more = (mark: string): string => `\x1b]133;${mark}\x07> ${B}`;
    const session = await render(
      cast(
        60,
        10,
        `${A}$ ${B}`,
        ...keys('for i in 1 2'),
        `\r\n${more(first)}`,
        ...keys('do echo $i'),
        `\r\n${more(second)}`,
        ...keys('done'),
        `\r\n${C}1\r\n2\r\n`,
        `${D}${A}$ ${B}`,
      ),
    );
    expect(session.steps.length).toBe(1);
    const block = session.panes[0]!.blocks[0]!;
    expect(block.command).toBe('for i in 1 2\ndo echo $i\ndone');
    expect(block.continuations).toEqual([
      [13, '> '],
      [24, '> '],
    ]);
    expect(plainText(block.output.runs)).toBe('1\n2');
  });

  it.each([
    ['by reset-prompt', ['git st', `\r\x1b[J${A}% ${B}git st`, 'atus']],
    ['by a history search', ['x', `\r${A}% ${B}\x1b[Kgit status`]],
    ['below a list of completions', ['git st', `\r\nstash  status\r\n${A}% ${B}git st`, 'atus']],
    ['on a cleared screen', ['git st', `\x1b[H\x1b[2J${A}% ${B}git st`, 'atus']],
    ['behind Ctrl-C', ['rm', `^C\r\n${A}% ${B}`, 'git status']],
  ])('drawn anew %s make no step', async (_name, parts) => {
    const session = await render(cast(60, 10, `${A}% ${B}`, ...parts, `\r\n${C}On branch main\r\n`, `${D}${A}% ${B}`));
    expect(seen(session)).toEqual(['% git status|On branch main']);
  });

  it('are followed by what a job in the background writes, not by a command', async () => {
    const session = await typed(
      cast(
        60,
        10,
        `${A}$ ${B}`,
        '{s0}',
        'job &',
        `\r\n${C}[1] 7\r\n${D}${A}$ ${B}`,
        'late\r\n',
        '{s1}',
        'echo x',
        `\r\n${C}x\r\n${D}${A}$ ${B}`,
      ),
      'job &',
      'echo x',
    );
    expect(seen(session)).toEqual(['$ job &|[1] 7', '|late', '$ echo x|x']);
  });

  it('that the shell leads to column 0 leave no trace of that in the output', async () => {
    const fill = `${' '.repeat(20)}\r\x1b[K`;
    const session = await typed(
      cast(20, 6, `${fill}${A}$ ${B}`, '{s0}', 'printf x', `\r\n${C}x${D}${fill}${A}$ ${B}`),
      'printf x',
    );
    const [block] = session.panes[0]!.blocks;
    expect(plainText(block!.output.runs)).toBe('x');
    expect(block!.output.frames).toBeUndefined();
  });
});

describe('a line typed', () => {
  it('is what the scenario says, whatever an editor made of it on the screen', async () => {
    // busybox: a line feed of its own behind the last column.
    const ash = await typed(
      cast(
        12,
        6,
        `${A}/ # ${B}`,
        '{s0}',
        ...keys('cat abc'),
        'd\r',
        '\r\n',
        ...keys('ef'),
        '\r\n',
        'out\r\n',
        `${A}/ # ${B}`,
      ),
      'cat abcdef',
    );
    expect(seen(ash)).toEqual(['/ # cat abcdef|out']);
    // The typing is shown to its end.
    expect(ash.panes[0]!.blocks[0]!.typed.at(-1)![1]).toBe('cat abcdef'.length);
    // Overwritten by an editor that believed in column 0.
    const overwritten = await typed(
      cast(12, 6, `x${A}$ ${B}`, '{s0}', 'echo 1234', '5\r6', `\r\n${C}out\r\n${D}${A}$ ${B}`),
      'echo 123456',
    );
    expect(seen(overwritten).at(-1)).toBe('$ echo 123456|out');
  });

  it('is one line where an editor broke it, without a scenario as well', async () => {
    const wrapped = await render(
      cast(11, 6, `${A}$ ${B}`, ...keys('echo abc'), 'd\r', '\r\nef', `\r\n${C}out\r\n${D}${A}$ ${B}`),
    );
    expect(seen(wrapped)).toEqual(['$ echo abcdef|out']);
  });

  it('goes on behind Enter where the editor reads on, and ends where nothing reads', async () => {
    const here = await render(
      cast(
        40,
        9,
        `${A}$ ${B}`,
        ...keys('cat <<E'),
        '\r\n',
        '> \x1b[6n',
        'one',
        '\r\n',
        '> \x1b[6n',
        'E',
        '\r\n',
        `one\r\n${A}$ ${B}`,
      ),
    );
    expect(seen(here)).toEqual(['$ cat <<E\n> one\n> E|one']);
    const bash = await render(
      cast(
        40,
        9,
        `\x1b[?2004h${A}$ ${B}`,
        ': aa \\',
        '\r\n\x1b[?2004l\r\x1b[?2004h> ',
        'bb',
        '\r\n\x1b[?2004l\r',
        `\x1b[?2004h${A}$ ${B}`,
      ),
    );
    expect(seen(bash)).toEqual(['$ : aa \\\n> bb|']);
  });

  it('ends with a full row at Enter in a terminal without an editor', async () => {
    const session = await typed(
      cast(10, 6, `${A}$ ${B}`, '{s0}', ...keys('echo abc'), '\r\nabc\r\n', `${A}$ ${B}`),
      'echo abc',
    );
    expect(seen(session)).toEqual(['$ echo abc|abc']);
  });
});

describe('a known line in a shell that marks its prompts and not its output', () => {
  it.each([
    [
      // busybox: behind a full row it has gone to the next, and Enter writes nothing more.
      'that fills its last row, where the editor goes back up into it',
      10,
      'echo abcdefghijk',
      [
        ...keys('abcde'),
        'f\r\r\n',
        ...keys('ghijk'),
        '\r\x1b[1A\x1b[4C',
        'echo a\r\r\nbcdefghijk\r\r\n',
        '\r\x1b[2A\x1b[9C',
        'a\r\r\nbcdefghijk\r\r\n',
        'abcdefghijk\r\n',
      ],
      'abcdefghijk',
    ],
    [
      'that fills its last row, wide characters shown as ?',
      12,
      'echo 日本語',
      [...keys('echo ??'), '?\r\r\n', '日本語\r\n'],
      '日本語',
    ],
    [
      // mksh
      'entered away from the end of a row that is full',
      12,
      'echo abcdefgh',
      [...keys('echo abc'), '\rcdefgh    <\x1b[6G', '\r\r\n', 'abcdefgh\r\n'],
      'abcdefgh',
    ],
    [
      'given up once by Ctrl-C',
      40,
      'echo abc',
      [...keys('echo x'), `^C\r\n${A}/ # ${B}`, ...keys('echo abc'), '\r\n', 'abc\r\n'],
      'abc',
    ],
    [
      'given up in the last column',
      12,
      'echo abc',
      [...keys('echo x'), `^C\r\n${A}/ # ${B}`, ...keys('echo abc'), '\r\n', 'abc\r\n'],
      'abc',
    ],
    [
      'completed below a list',
      40,
      'echo al-one',
      [
        ...keys('echo a'),
        'l-',
        `\r\nal-one al-two\r\n${A}/ # ${B}\x1b[6necho al-`,
        ...keys('one'),
        '\r\n',
        'al-one\r\n',
      ],
      'al-one',
    ],
    [
      'of several lines, wide characters shown as ?',
      40,
      'cat <<E\n日本 a\nE',
      [...keys('cat <<E'), '\r\n', '> ', ...keys('?? a'), '\r\n', '> ', 'E', '\r\n', '日本 a\r\n'],
      '日本 a',
    ],
    [
      'continued, whose last row is full',
      14,
      'echo ab \\\ncdefghijklmn',
      [...keys('echo ab \\'), '\r\n', '> ', ...keys('cdefghijklm'), 'n\r\r\n', 'ab cdefghijklmn\r\n'],
      'ab cdefghijklmn',
    ],
  ])('%s is one command with its output', async (_name, cols, command, parts, output) => {
    const made = cast(cols, 6, `older\r\n${A}/ # ${B}\x1b[6n`, '{s0}', ...parts, `${A}/ # ${B}\x1b[6n`);
    const { panes } = await typed(made, command);
    const shown = panes[0]!.blocks.map((block) => [block.command, plainText(block.output.runs)]);
    expect(shown).toEqual([
      ['', 'older'],
      [command, output],
    ]);
  });

  it('given up without a word is followed by the line that was entered', async () => {
    // zsh writes no ^C; it marks output, so nothing was entered before its first C.
    const made = cast(
      40,
      6,
      `${A}% ${B}`,
      '{s0}',
      ...keys('echo x'),
      `\r\n${A}% ${B}`,
      ...keys('echo abc'),
      `\r\n${C}abc\r\n${D}${A}% ${B}`,
    );
    const { panes } = await typed(made, 'echo abc');
    expect(panes[0]!.blocks.map((b) => [b.command, plainText(b.output.runs)])).toEqual([['echo abc', 'abc']]);
  });
});

describe('output', () => {
  it.each([
    ['a mark in a later write', ['か', '\u3099', 'くせい\r\ncafe', '\u0301']],
    ['a mark behind thousands of characters', ['e\u0301'.repeat(2500), '\r\n', 'x'.repeat(1999), 'e', '\u0301']],
    ['a mark at the beginning of a row', ['abcd\u304b \r', '\u3099x']],
    [
      'C1 controls, saved cursors, a screen of E',
      ['one\r\ntwo\r\nthree\r\n', '\x9b2A\x9b2KTWO\r\n', '\x1b[?1048hx\x1b[?1048ly', '\x1b7z\x1b8w'],
    ],
    ['a row that does not wrap', ['\x1b[?7l', 'x'.repeat(30), 'y\x1b[?7h\r\n', 'end']],
    ['moves at the right edge', ['x'.repeat(20), '\x1b[C!', '\x1b[X\x1b[P', '\r\nb']],
    ['a wide character behind empty cells', ['a\x1b[18C日本\r\n', '\x1b[44m日本語日本語日本語日本語\x1b[0m']],
    ['blank rows before a redraw', ['\r\n\r\n', 'a\rb\r\n']],
    [
      'a line longer than the terminal keeps rows',
      [...Array.from({ length: 80 }, () => 'abcdefghij'.repeat(190)), '\r\nend'],
    ],
    ['parameters without end', ['a\x1b[2147483647S', 'b\x1b[99999999', '9L', 'c\x1b[2147483647T\x1b[2147483647Mx']],
  ])(
    'with %s is what a terminal shows',
    async (_name, parts) => {
      const made = cast(20, 6, ...parts);
      const session = await render(made);
      const page = plainText(session.panes[0]!.blocks[0]!.output.runs).split('\n');
      // The independent terminal is spared the numbers.
      const spared = { ...made, events: made.events.map((e) => ({ ...e, data: e.data.replace(/\d{8,}/g, '99') })) };
      const terminal = await replay(spared);
      const all = terminal.all().map((line) => line.trimEnd());
      expect(
        page
          .map((line) => line.trimEnd())
          .join('\n')
          .trimEnd(),
      ).toBe(all.join('\n'));
    },
    60_000,
  );

  it('repeats a character no more often than any terminal is wide, a thousand times over', async () => {
    const began = performance.now();
    await render(cast(80, 24, 'a\x1b[2147483647bx'));
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('survives the emulator where CSI 1 J is written in the last cell', async () => {
    const session = await render(cast(5, 3, '\r\n\r\nabcde\x1b[1J', 'x', '\r\nend'));
    expect(plainText(session.panes[0]!.blocks[0]!.output.runs)).toContain('end');
  });

  it.each([
    [
      'wider, on the other screen',
      ['\x1b[?1049h\x1b[H', `┌${'─'.repeat(18)}┐`, '<40x8>', `\x1b[H\x1b[2J┌${'─'.repeat(38)}┐`],
      40,
    ],
    ['narrower, in the middle of a line', ['x'.repeat(17), '<12x6>', 'abc', 'def\r\nend'], 17],
  ])('of a terminal that becomes %s keeps its lines', async (_name, parts, most) => {
    const session = await render(cast(20, 6, ...parts));
    const [pane] = session.panes;
    const text = plainText(pane!.blocks[0]!.output.runs);
    if (most === 40) {
      expect(pane!.width).toBe(40);
      expect(text).toContain(`┌${'─'.repeat(38)}┐`);
    } else expect(text).toBe(`${'x'.repeat(17)}abcdef\nend`);
  });

  it('begun by a marker in the middle of a line shows that line once', async () => {
    const session = await render(
      cast(
        40,
        9,
        '> ',
        '{build}',
        'make\r\n',
        'ok\r\n> ',
        'tcut',
        '{render}',
        ' demo\r\n',
        '\rrendering 1/2',
        0.3,
        '\rrendering 2/2\r\n> ',
      ),
    );
    const text = seen(session).join('\n');
    expect(text.match(/tcut/g)).toEqual(['tcut']);
    expect(text).toContain('> make|ok');
    expect(text).toContain('rendering 2/2');
  });

  it("holds characters to their cells: clusters, glyphs of other fonts; and leaves the font's own alone", async () => {
    const session = await render(cast(40, 9, '👍🏽👨‍👩‍👧🇯🇵⚠️|ⓘ①⠋ｱ★|日本か\u3099|→─✔aé'));
    const html = runsToHtml(session.panes[0]!.blocks[0]!.output.runs);
    const held = (name: string): string[] =>
      [...html.matchAll(new RegExp(`<span class="${name}">([^<]*)</span>`, 'g'))].map((match) => match[1]!);
    expect(held('tr-pair')).toEqual(['👍🏽', '👨‍👩‍👧', '🇯🇵', '⚠️']);
    expect(held('tr-cell')).toEqual(['ⓘ', '①', '⠋', 'ｱ', '★']);
    expect(held('tr-wide')).toEqual(['日本か\u3099']);
    expect(html).toMatch(/\|→─✔aé$/);
    expect(session.panes[0]!.width).toBe(8 + 1 + 5 + 1 + 6 + 1 + 5);
  });
});
