import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Names of folders that last no longer than the recorder that made them: what for, its pid, when it started. */
const NAME = /^recorder-[a-z]+-(\d+)\.(\d+)-\w{6}$/;

/** Ticks from boot to the start of a process (proc_pid_stat(5), field 22); undefined where there is none. */
function startOf(pid: number | string): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[22 - 3];
  } catch {
    return undefined;
  }
}

/** A folder that is removed when the recorder ends, or by the next one where it could not remove it. */
export function temporaryFolder(parent: string, what: string): { path: string; remove(): void } {
  const path = mkdtempSync(join(parent, `recorder-${what}-${process.pid}.${startOf('self')}-`));
  const remove = () => {
    process.off('exit', remove);
    rmSync(path, { recursive: true, force: true });
  };
  process.on('exit', remove);
  return { path, remove };
}

/** Removes the temporary folders of recorders that are no more: killed, or gone with the power. @returns their names */
export function sweep(parent: string): string[] {
  const left = readdirSync(parent).filter((name) => {
    const [, pid, start] = NAME.exec(name) ?? [];
    return pid !== undefined && startOf(pid) !== start;
  });
  for (const name of left) rmSync(join(parent, name), { recursive: true, force: true });
  return left;
}
