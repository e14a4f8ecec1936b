import type { Snapshot } from '../../kernel/snapshot.ts';
import type { Recording } from '../../recording/load.ts';
import { processOf, type Row } from '../shared/rows.ts';
import { innermostShell } from '../shared/process.ts';
import { initialNamespaces } from '../shared/worlds.ts';
import { OVERFLOW, type Kind, type Names } from './model.ts';

/** The first row whose process ever is in a user namespace of its own, else the first that is not pid 1. */
export function chooseRow(snapshots: Snapshot[], rows: Row[]): Row {
  const leaves = (row: Row) =>
    snapshots.some((s) => {
      const user = processOf(row, s)?.namespaces.user;
      return user !== undefined && user !== initialNamespaces(s).user;
    });
  return rows.find(leaves) ?? rows.find((row) => row.pid !== 1) ?? rows[0]!;
}

/** Names of ids on the host: root, nobody, and who is logged in on the terminals, whose groups are called as they are (Debian's useradd). */
export function namesOf(recording: Recording, users: Record<string, string>): Record<Kind, Names> {
  const known = (kind: Kind): Names =>
    Object.fromEntries(
      Object.entries(recording.scenario.terminals).flatMap(([terminal, { user }]) => {
        const shell = innermostShell(recording.kernel.start, terminal);
        return shell ? [[shell[kind].real, user]] : [];
      }),
    );
  return {
    uid: { 0: 'root', [OVERFLOW]: 'nobody', ...known('uid'), ...users },
    gid: { 0: 'root', [OVERFLOW]: 'nogroup', ...known('gid'), ...users },
  };
}
