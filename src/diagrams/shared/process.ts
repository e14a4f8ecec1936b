import { isSameProcess, type Identity } from '../../kernel/identity.ts';
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

/** A process in a snapshot: that very one, not another that got its pid. */
export function sameIn(snapshot: Snapshot | null, of: Identity): Process | undefined {
  return snapshot?.processes.find((p) => isSameProcess(p, of));
}

/** A text for each process, of its pid, and of its start where that is known. */
export const identityText = ({ pid, startTime }: Identity): string =>
  startTime === undefined ? String(pid) : `${pid}@${startTime}`;

/** What tells a process from others, alone. */
export const identityOf = ({ pid, startTime }: Identity): Identity => ({
  pid,
  ...(startTime === undefined ? {} : { startTime }),
});

/** One value for each process, in the order they came. */
export class ByProcess<T> {
  readonly #of = new Map<number, { process: Identity; value: T }[]>();
  readonly #all: { process: Identity; value: T }[] = [];

  get(process: Identity): T | undefined {
    return this.#entry(process)?.value;
  }

  set(process: Identity, value: T): void {
    const old = this.#entry(process);
    if (old) {
      old.value = value;
      return;
    }
    const entry = { process: identityOf(process), value };
    this.#of.set(process.pid, [...(this.#of.get(process.pid) ?? []), entry]);
    this.#all.push(entry);
  }

  values(): T[] {
    return this.#all.map(({ value }) => value);
  }

  #entry(process: Identity) {
    return this.#of.get(process.pid)?.findLast((entry) => isSameProcess(entry.process, process));
  }
}

/** The shell a terminal's user talks to: the innermost one; undefined where none runs there. */
export function innermostShell(snapshot: Snapshot, terminal: string): Process | undefined {
  const processes = byPid(snapshot);
  // Parents may go round: a file that somebody edited.
  const depth = (process: Process): number => {
    const line = new Set<Process>();
    for (let p: Process | undefined = process; p && !line.has(p); p = processes.get(p.ppid)) line.add(p);
    return line.size;
  };
  return snapshot.processes
    .filter((p) => p.terminal === terminal && p.state !== 'Z' && SHELL.test(p.name))
    .sort((a, b) => depth(b) - depth(a) || b.pid - a.pid)[0];
}
