import { RecorderError } from './errors.ts';
import { have, run } from './process.ts';
import { stage } from './progress.ts';

/** Programs the recorder starts, and Debian's package for each. */
const TOOLS: Record<string, string> = {
  'qemu-system-x86_64': 'qemu-system-x86',
  'qemu-img': 'qemu-utils',
  mmdebstrap: 'mmdebstrap',
  mke2fs: 'e2fsprogs',
  setpriv: 'util-linux',
  flock: 'util-linux',
};

const missingTools = () => Object.keys(TOOLS).filter((tool) => !have(tool));

/** Why this machine cannot record, or null when it can (perhaps after an apt-get this module does itself). */
export function obstacle(): string | null {
  if (process.platform !== 'linux') return `recording needs Linux (this is ${process.platform})`;
  const missing = missingTools();
  if (missing.length > 0 && !(process.getuid?.() === 0 && have('apt-get')))
    return `missing ${missing.join(', ')}; on Debian or Ubuntu: sudo apt-get install --no-install-recommends ${missing.map((tool) => TOOLS[tool]).join(' ')}`;
  if (process.getuid?.() !== 0 && !have('newuidmap'))
    return 'building the disk without root needs newuidmap (sudo apt-get install uidmap) and a range for you in /etc/subuid and /etc/subgid';
  return null;
}

/**
 * Makes sure every program the recorder starts is there, installing with apt-get as root.
 * @throws RecorderError saying exactly what to install where it cannot
 */
export async function ensureTools(): Promise<void> {
  const reason = obstacle();
  if (reason !== null) throw new RecorderError(reason);
  const packages = [...new Set(missingTools().map((tool) => TOOLS[tool] as string))];
  if (packages.length === 0) return;
  await stage(`installing ${packages.join(' ')}`, async () => {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
  });
}
