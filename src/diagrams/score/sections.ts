import type { StringId } from './model.ts';

/** The section that explains a string, as a path from the site's root. */
export const SECTIONS: Record<StringId, string> = {
  mnt: '1-1-namespace/#mnt',
  uts: '1-1-namespace/#uts',
  ipc: '1-1-namespace/#ipc',
  pid: '1-1-namespace/#pid',
  net: '1-1-namespace/#net',
  user: '1-1-namespace/#user',
  cgroup: '1-1-namespace/#cgroup',
  time: '1-1-namespace/#time',
  member: '1-2-cgroup/',
  root: '1-3-chroot/',
  rights: '3-1-capability/',
};
