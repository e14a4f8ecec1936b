import { bitsOf } from '../../kernel/capabilities.ts';
import { overlayDirectories } from '../../kernel/overlay-mount.ts';
import {
  NAMESPACE_TYPES,
  type FileType,
  type Limit,
  type Mount,
  type NamespaceType,
  type Process,
  type Snapshot,
} from '../../kernel/snapshot.ts';
import { initialNamespaces } from '../shared/worlds.ts';

/** One thing that makes a process more or less of a container. */
export interface Fact {
  id:
    | 'namespaces'
    | 'pid'
    | 'uid'
    | 'root'
    | 'memory'
    | 'cpu'
    | 'pids'
    | 'capabilities'
    | 'no-new-privs'
    | 'seccomp'
    | 'apparmor'
    | 'masked'
    | 'read-only'
    | 'devices';
  /** In Japanese; equal for equal facts. */
  value: string;
  /** As on a process nobody confined. */
  open: boolean;
  /** Of `namespaces`: the types that are not the initial ones. */
  own?: NamespaceType[];
}

/** What a fact is called, and the file it was read from. */
export const SUBJECTS: Record<Fact['id'], { name: string; file: string }> = {
  namespaces: { name: '別のnamespace', file: '/proc/PID/ns' },
  pid: { name: '中でのPID', file: '/proc/PID/status' },
  uid: { name: 'ホストから見たUID', file: '/proc/PID/status' },
  root: { name: 'ルート', file: '/proc/PID/mountinfo' },
  memory: { name: 'メモリーの上限', file: 'memory.max' },
  cpu: { name: 'CPUの上限', file: 'cpu.max' },
  pids: { name: 'プロセス数の上限', file: 'pids.max' },
  capabilities: { name: 'capability', file: '/proc/PID/status' },
  'no-new-privs': { name: 'no_new_privs', file: '/proc/PID/status' },
  seccomp: { name: 'seccomp', file: '/proc/PID/status' },
  apparmor: { name: 'AppArmor', file: '/proc/PID/attr/current' },
  masked: { name: '覆われた場所', file: '/proc/PID/mountinfo' },
  'read-only': { name: '書けない場所', file: '/proc/PID/mountinfo' },
  devices: { name: 'デバイスファイル', file: '/dev' },
};

/** The facts of a process that its snapshot can tell: none for limits and mounts that were not watched. */
export function factsOf(process: Process, snapshot: Snapshot): Fact[] {
  const initial = initialNamespaces(snapshot);
  const own = NAMESPACE_TYPES.filter((type) => process.namespaces[type] !== initial[type]);
  const all = bitsOf(snapshot.processes[0]!.capabilities.bounding).length;
  const held = bitsOf(process.capabilities.effective).length;
  return [
    { id: 'namespaces', value: own.join(' ') || 'なし', open: own.length === 0, own },
    { id: 'pid', value: String(process.nspid.at(-1)), open: process.nspid.length === 1 },
    {
      id: 'uid',
      value: process.uid.effective === 0 ? '0（root）' : String(process.uid.effective),
      open: process.uid.effective === 0,
    },
    ...rootOf(process, snapshot),
    ...limitsOf(process, snapshot),
    { id: 'capabilities', value: held === 0 ? `なし（${all}個のうち0）` : `${all}個のうち${held}`, open: held === all },
    { id: 'no-new-privs', value: process.noNewPrivs ? 'あり' : 'なし', open: !process.noNewPrivs },
    { id: 'seccomp', value: ['なし', 'strict', 'フィルターあり'][process.seccomp]!, open: process.seccomp === 0 },
    ...(process.apparmor === undefined
      ? []
      : [
          {
            id: 'apparmor' as const,
            value: process.apparmor === 'unconfined' ? 'なし' : process.apparmor,
            open: process.apparmor === 'unconfined',
          },
        ]),
    ...maskedOf(process, snapshot),
    ...devicesOf(process, snapshot),
  ];
}

/** What lies over the kernel's own file systems, of which a container has /proc and /sys: only where all mounts below them were watched. */
function maskedOf(process: Process, snapshot: Snapshot): Fact[] {
  const mounts = (snapshot.mounts[String(process.namespaces.mnt)] ?? []).filter((m) =>
    /^\/(proc|sys)(\/|$)/.test(m.mountPoint),
  );
  if (!mounts.some((m) => m.mountPoint === '/proc') || !mounts.some((m) => m.mountPoint === '/sys')) return [];
  const places = (list: Mount[]) =>
    list.length > 0
      ? `${list.length}か所（${list
          .map((m) => m.mountPoint)
          .sort()
          .join('、')}）`
      : 'なし';
  // A directory is hidden by an empty tmpfs, a file by the container's /dev/null (OCI runtime-spec, maskedPaths).
  const masked = mounts.filter((m) => m.type === 'tmpfs' || m.type === 'devtmpfs');
  const readOnly = mounts.filter((m) => !masked.includes(m) && m.options.includes('ro'));
  return [
    { id: 'masked', value: places(masked), open: masked.length === 0 },
    { id: 'read-only', value: places(readOnly), open: readOnly.length === 0 },
  ];
}

/** Device nodes in the process's own /dev, where it was listed. */
function devicesOf(process: Process, snapshot: Snapshot): Fact[] {
  if (process.namespaces.mnt === initialNamespaces(snapshot).mnt) return [];
  const dev = snapshot.files?.[String(process.namespaces.mnt)]?.find((t) => t.path === '/dev');
  if (!dev) return [];
  const count = (type: FileType) => dev.entries.filter((e) => e.type === type).length;
  const blocks = count('block');
  return [{ id: 'devices', value: `文字型${count('character')}個、ブロック型${blocks}個`, open: blocks > 0 }];
}

function rootOf(process: Process, snapshot: Snapshot): Fact[] {
  const mount = snapshot.mounts[String(process.namespaces.mnt)]?.findLast((m) => m.mountPoint === '/');
  if (!mount) return [];
  const layers = overlayDirectories(mount)?.lower.length;
  const initial = snapshot.mounts[String(initialNamespaces(snapshot).mnt)]?.findLast((m) => m.mountPoint === '/');
  return [
    {
      id: 'root',
      value: layers ? `overlay（下に${layers}層）` : mount.type,
      open: mount.device === initial?.device && mount.root === initial.root,
    },
  ];
}

function limitsOf(process: Process, snapshot: Snapshot): Fact[] {
  const cgroup = snapshot.cgroups.find((c) => c.path === process.cgroup);
  if (!cgroup) return [];
  const fact = (id: 'memory' | 'cpu' | 'pids', limit: Limit | undefined, text: (n: number) => string): Fact[] =>
    limit === undefined ? [] : [{ id, value: limit === 'max' ? 'なし' : text(limit), open: limit === 'max' }];
  return [
    ...fact('memory', cgroup.memory?.max, (n) => `${n / 2 ** 20} MiB`),
    ...fact('cpu', cgroup.cpu?.quota, (n) => `${n / (cgroup.cpu?.period ?? 100_000)}コア`),
    ...fact('pids', cgroup.pids?.max, (n) => `${n}個`),
  ];
}
