import { describe, expect, it } from 'vitest';
import type { Cast } from './cast.ts';
import { promptMarks, splitSteps } from './steps.ts';

function cast(...events: [number, string, string][]): Cast {
  return { version: 3, cols: 80, rows: 24, events: events.map(([time, code, data]) => ({ time, code, data })) };
}

const PROMPT = '\x1b]133;A\x07root@vm:~# \x1b]133;B\x07';
const session = cast(
  [0, 'o', PROMPT],
  [1, 'm', 'first'],
  [1, 'o', 'id'],
  [1.5, 'o', `\r\n\x1b]133;C\x07uid=0\r\n\x1b]133;D;0\x1b\\${PROMPT}`],
  [3, 'm', 'second'],
  [3, 'o', 'false\r\n\x1b]133;C\x07'],
  [4, 'o', `\x1b]133;D;1\x07${PROMPT}`],
);

describe('promptMarks', () => {
  it('finds marks, their status, and the place behind them', () => {
    expect(promptMarks(session).map((m) => m.kind + (m.status ?? ''))).toEqual([
      'A',
      'B',
      'C',
      'D0',
      'A',
      'B',
      'C',
      'D1',
      'A',
      'B',
    ]);
    const d = promptMarks(session)[3]!;
    expect(session.events[d.event]!.data.slice(d.offset)).toBe(PROMPT);
  });

  it('finds a mark wherever events tear it apart', () => {
    const text = 'x\x1b]133;D;42\x1b\\y';
    for (let cut = 1; cut < text.length; cut += 1) {
      const marks = promptMarks(cast([0, 'o', text.slice(0, cut)], [1, 'i', 'typed'], [2, 'o', text.slice(cut)]));
      expect(marks, `cut at ${cut}`).toMatchObject([{ kind: 'D', status: 42 }]);
      const { event, offset } = marks[0]!;
      expect((event === 0 ? 0 : cut) + offset, `cut at ${cut}`).toBe(text.length - 1);
    }
  });

  it('is not misled by other sequences', () => {
    expect(promptMarks(cast([0, 'o', '\x1b]0;133;A\x07 ]133;A \x1b]133;Z\x07 \x1b]1337;A\x07']))).toEqual([]);
  });
});

describe('splitSteps', () => {
  it('takes our markers, each step lasting to the next', () => {
    const { by, steps } = splitSteps(session, ['first', 'second', 'elsewhere']);
    expect(by).toBe('ids');
    expect(steps).toEqual([
      { id: 'first', label: 'first', start: { event: 1, offset: 0 }, end: { event: 4, offset: 0 }, from: 1, to: 3 },
      { id: 'second', label: 'second', start: { event: 4, offset: 0 }, end: { event: 7, offset: 0 }, from: 3, to: 4 },
    ]);
  });

  it('falls back to prompts, also where markers of others stand', () => {
    const { by, steps } = splitSteps(session);
    expect(by).toBe('osc133');
    expect(steps.map((s) => s.id)).toEqual(['step-1', 'step-2']);
    expect(session.events[steps[0]!.start.event]!.data.slice(steps[0]!.start.offset)).toBe('');
    expect(steps[0]!.end).toEqual(steps[1]!.start);
  });

  it('makes no step of Enter alone, nor of the last prompt', () => {
    const { steps } = splitSteps(
      cast([0, 'o', PROMPT], [1, 'o', `\r\n${PROMPT}`], [2, 'o', `ls\r\n${PROMPT}`], [3, 'o', '\x1b[?2004h']),
    );
    expect(steps).toHaveLength(1);
    expect(steps[0]!.from).toBe(1);
  });

  it('takes prompts without C and D (busybox ash)', () => {
    expect(
      splitSteps(cast([0, 'o', PROMPT], [1, 'o', `ls\r\nbin\r\n${PROMPT}`], [2, 'o', `id\r\n${PROMPT}`])).steps,
    ).toHaveLength(2);
  });

  it('falls back to markers of others, whose labels may be empty', () => {
    const { by, steps } = splitSteps(cast([0, 'o', 'a'], [1, 'm', ''], [2, 'o', 'b'], [3, 'm', 'Two'], [4, 'o', 'c']));
    expect(by).toBe('markers');
    expect(steps.map((s) => [s.id, s.label, s.from, s.to])).toEqual([
      ['step-1', '', 1, 3],
      ['step-2', 'Two', 3, 4],
    ]);
  });

  it('is one step when there is nothing to split by, even without events', () => {
    expect(splitSteps(cast([0, 'o', 'a'], [2, 'o', 'b']))).toEqual({
      by: 'whole',
      steps: [
        { id: 'step-1', label: '', start: { event: 0, offset: 0 }, end: { event: 2, offset: 0 }, from: 0, to: 2 },
      ],
    });
    expect(splitSteps(cast()).steps).toHaveLength(1);
  });
});
