import type { Process, Snapshot } from '../kernel/snapshot.ts';
import type { Scenario } from '../recording/schema.ts';

/** The agent's own processes and those that hold the terminals' other ends. */
const OWN = /^\/system\.slice\/recorder/;

/** `/a/**` is /a and all below; `*` is any part of one name. */
function cgroupPattern(glob: string): RegExp {
  const below = glob.endsWith('/**');
  const names = (below ? glob.slice(0, -3) : glob).replace(/[\\^$.|?+()[\]{}]/g, '\\$&').replaceAll('*', '[^/]*');
  return new RegExp(`^${names}${below ? '(/.*)?' : ''}$`);
}

/**
 * Cuts a snapshot down to what a scenario watches: pid 1, every process of a
 * recorded terminal, and what `watch` names; of tables by namespace, the
 * namespaces of those processes. Files and layers were listed because they are watched.
 */
export function watched(snapshot: Snapshot, watch: Scenario['watch']): Snapshot {
  const patterns = watch.processes.map((source) => new RegExp(source, 'm'));
  const keep = (p: Process) =>
    p.pid === 1 ||
    (!OWN.test(p.cgroup) && (p.terminal !== undefined || patterns.some((r) => r.test(p.args.join(' ') || p.name))));
  const processes = snapshot.processes.filter(keep);
  const mountPatterns = watch.mounts.map((source) => new RegExp(source, 'm'));
  const inodes = (type: 'mnt' | 'net') => new Set(processes.map((p) => String(p.namespaces[type])));
  const [mnt, net] = [inodes('mnt'), inodes('net')];
  const paths = watch.cgroups.map(cgroupPattern);
  return {
    ...(snapshot.uptime === undefined ? {} : { uptime: snapshot.uptime }),
    processes,
    cgroups: snapshot.cgroups.filter((c) => paths.some((path) => path.test(c.path))),
    mounts:
      mountPatterns.length === 0
        ? {}
        : Object.fromEntries(
            Object.entries(snapshot.mounts)
              .filter(([inode]) => mnt.has(inode))
              .map(([inode, mounts]) => [
                inode,
                mounts.filter((m) => mountPatterns.some((r) => r.test(m.mountPoint) || r.test(m.type))),
              ]),
          ),
    ...(snapshot.files ? { files: snapshot.files } : {}),
    ...(snapshot.stacks ? { stacks: snapshot.stacks } : {}),
    interfaces: watch.interfaces
      ? Object.fromEntries(Object.entries(snapshot.interfaces).filter(([inode]) => net.has(inode)))
      : {},
  };
}
