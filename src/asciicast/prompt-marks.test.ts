import { describe, expect, it } from 'vitest';
import { type OutputPiece, PromptMarkParser } from './prompt-marks.ts';

function parse(...chunks: string[]): OutputPiece[] {
  const parser = new PromptMarkParser();
  return [...chunks.flatMap((chunk) => parser.feed(chunk)), ...parser.end()];
}

/** Pieces without how they were torn: texts joined, marks by letter. */
function joined(pieces: OutputPiece[]): string {
  return pieces.map((piece) => ('text' in piece ? piece.text : `<${piece.mark.kind}>`)).join('');
}

describe('PromptMarkParser', () => {
  it('tells text from marks, whichever way they end', () => {
    const all = 'a\x1b]133;A\x07b\x1b]133;B\x1b\\c\x9d133;C\x9cd\x1b]133;D;3\x07';
    expect(joined(parse(all))).toBe('a<A>b<B>c<C>d<D>');
    const last = parse(all).at(-1)!;
    expect(last).toEqual({ mark: { kind: 'D', prompt: 'initial', status: 3 }, length: 10 });
  });

  it('finds the same wherever the output is torn, and loses nothing', () => {
    const all =
      'x\x1b[1m\x1b]0;title\x07\x1b]133;A;k=s\x07> \x1b]133;B\x1b\\日\x1b]133;D;-1\x07\x1b]133;\x1b]133;C\x07\x1b';
    const whole = joined(parse(all));
    for (let i = 0; i <= all.length; i += 1)
      for (let j = i; j <= all.length; j += 3)
        expect(joined(parse(all.slice(0, i), all.slice(i, j), all.slice(j))), `${i} ${j}`).toBe(whole);
    expect(whole).toBe('x\x1b[1m\x1b]0;title\x07<A>> <B>日<D>\x1b]133;<C>\x1b');
  });

  it('reads what a prompt is for, and the command line that a shell reports', () => {
    const marks = parse(
      '\x1b]133;A;redraw=0;k=i\x07\x1b]133;P;k=c\x07\x1b]133;A;k=s;aid=7\x07\x1b]133;P;k=r\x07\x1b]133;I\x07',
      '\x1b]133;C;cmdline_url=echo%20%E6%97%A5;x=1\x07\x1b]133;C;cmdline=ls\\ a\\;b\x07\x1b]133;C;cmdline_url=%zz\x07',
    ).flatMap((piece) => ('mark' in piece ? [piece.mark] : []));
    expect(marks.map(({ kind, prompt }) => `${kind} ${prompt}`)).toEqual([
      'A initial',
      'A continuation',
      'A continuation',
      'A right',
      'B initial',
      'C initial',
      'C initial',
      'C initial',
    ]);
    expect(marks.slice(5).map((mark) => mark.commandLine)).toEqual(['echo 日', undefined, undefined]);
  });

  it('does not wait for the end of a mark that has none', () => {
    const parser = new PromptMarkParser();
    parser.feed(`\x1b]133;C;cmdline=${'x'.repeat(20_000)}`);
    expect(parser.held).toBe('');
    expect(joined(parse('\x1b]133;D;1', 'x'.repeat(10), '\x18y'))).toBe(`\x1b]133;D;1${'x'.repeat(10)}\x18y`);
  });
});
