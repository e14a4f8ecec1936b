import { describe, expect, it } from 'vitest';
import { loadRecording } from '../../recording/load.ts';
import { checkSelectors, momentAt, seriesOf } from './source.ts';

const uts = await loadRecording('uts-namespace');

describe('what an author names', () => {
  it('refuses at="start" where a step has that id: it would show the moment before the first step', () => {
    const steps = uts.steps.map((s, i) => (i === 1 ? { ...s, id: 'start' } : s));
    expect(() => momentAt({ ...uts, steps }, 'start', 'x.mdx:3')).toThrow(
      /x\.mdx:3: at="start" .*"uts-namespace".*rename the step/,
    );
    expect(momentAt(uts, 'start', 'x.mdx:3').number).toBe(0);
  });

  it('refuses a step or a process that is not there, saying what is', () => {
    expect(() => momentAt(uts, 'nope', 'x.mdx:3')).toThrow(/x\.mdx:3: at="nope".*There are: start, name, world/);
    expect(() => checkSelectors(seriesOf(uts), ['nginx'], 'x.mdx:3')).toThrow(
      /x\.mdx:3: .*no process fits.*Terminals: host, inside/,
    );
  });
});
