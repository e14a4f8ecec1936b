import type { Process, Snapshot } from '../../kernel/snapshot.ts';

const SHELL = /^-?(ba|da|a|z|k|fi)?sh$/;
const COMMAND_LENGTH = 44;

/** Processes that only hold a terminal, and are left out of every picture. */
export const isNoise = (process: Pick<Process, 'name'>): boolean => process.name === 'login';

/** A process's name with everything visible: a name may hold any byte. */
export function nameOf({ name }: Pick<Process, 'name'>): string {
  return visible(name) || '?';
}

/** Name and arguments, cut between arguments where they are long: `sleep 1001`, `unshare --pid --fork …`. */
export function commandOf({ name, args }: Pick<Process, 'name' | 'args'>, length = COMMAND_LENGTH): string {
  const words = [name, ...args.slice(1)].map((word) => visible(word));
  let text = words.shift()!;
  while (words.length > 0 && text.length + 1 + words[0]!.length <= length) text += ` ${words.shift()}`;
  return words.length > 0 ? `${text} …` : text;
}

/** Text with everything visible: a name may hold any byte. */
export function visible(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}]/gu, (c) =>
      c === '\n' ? '\\n' : c === '\t' ? '\\t' : `\\u${c.codePointAt(0)!.toString(16).padStart(4, '0')}`,
    )
    .trim();
}

/** Processes by pid. */
export function byPid(snapshot: Snapshot): Map<number, Process> {
  return new Map(snapshot.processes.map((p) => [p.pid, p]));
}

/** The shell a terminal's user talks to: the innermost one; undefined where none runs there. */
export function innermostShell(snapshot: Snapshot, terminal: string): Process | undefined {
  const processes = byPid(snapshot);
  const depth = (p: Process | undefined): number => (p && p.ppid !== p.pid ? 1 + depth(processes.get(p.ppid)) : 0);
  return snapshot.processes
    .filter((p) => p.terminal === terminal && p.state !== 'Z' && SHELL.test(p.name))
    .sort((a, b) => depth(b) - depth(a) || b.pid - a.pid)[0];
}
