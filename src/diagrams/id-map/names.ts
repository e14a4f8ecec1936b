import type { Series } from '../../sources/moment.ts';
import { innermostShell } from '../shared/process.ts';
import { OVERFLOW, type Kind, type Names } from './model.ts';

/** Who is called what. */
export interface People {
  /** Names of ids outside beside root, nobody and those who are logged in. */
  users?: Record<string, string> | undefined;
  /** Who is logged in on a terminal, by its name. */
  logins?: Record<string, string> | undefined;
}

/** Names of ids on the host: root, nobody, and who is logged in on the terminals, whose groups are called as they are (Debian's useradd). */
export function namesOf({ snapshots }: Series, { users = {}, logins = {} }: People): Record<Kind, Names> {
  const known = (kind: Kind): Names =>
    Object.fromEntries(
      Object.entries(logins).flatMap(([terminal, user]) => {
        const shell = snapshots[0] && innermostShell(snapshots[0], terminal);
        return shell ? [[shell[kind].real, user]] : [];
      }),
    );
  return {
    uid: { 0: 'root', [OVERFLOW]: 'nobody', ...known('uid'), ...users },
    gid: { 0: 'root', [OVERFLOW]: 'nogroup', ...known('gid'), ...users },
  };
}
