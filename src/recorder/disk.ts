import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Description } from './description.ts';
import { RecorderError } from './errors.ts';
import { cacheDir, guestDir } from './paths.ts';
import { run } from './process.ts';
import { say, stage } from './progress.ts';
import { temporaryFolder } from './temporary.ts';
import { withLock } from './lock.ts';

/** A built disk with the kernel and initial RAM disk that boot it. */
export interface Disk {
  image: string;
  kernel: string;
  initrd: string;
}

/**
 * Builds the disk a description asks for, or finds it in the cache. Built in a
 * folder of its own and renamed when whole, so an interrupted build leaves nothing.
 * To be called under a lock of the description: two would build the same.
 */
export async function buildDisk(description: Description): Promise<Disk> {
  const final = join(cacheDir(), `disk-${description.name}-${description.digest.slice(0, 16)}`);
  const disk = { image: join(final, 'disk.img'), kernel: join(final, 'vmlinuz'), initrd: join(final, 'initrd.img') };
  if (Object.values(disk).every((file) => existsSync(file) && statSync(file).size > 0)) return disk;
  // What is not whole was not made here: every disk is built beside its place.
  rmSync(final, { recursive: true, force: true });
  const { path: work, remove: abandon } = temporaryFolder(cacheDir(), 'building');
  try {
    const files = await Promise.all(
      description.downloads.map(async (d) => ({ ...d, file: await download(d.url, d.sha512) })),
    );
    const archive = join(work, 'root.tar');
    const roots = description.roots.map((root, i) => ({ ...root, file: join(work, `root-${i}.tar.gz`) }));
    for (const { to, variant, architecture, packages, file } of roots)
      await stage(`packing ${to}`, () =>
        run('mmdebstrap', [
          `--variant=${variant}`,
          '--quiet',
          `--components=${description.components.join(',')}`,
          ...WITHOUT.map((path) => `--dpkgopt=path-exclude=${path}`),
          ...(architecture ? [`--architectures=${architecture}`] : []),
          ...(packages.length > 0 ? [`--include=${packages.join(',')}`] : []),
          description.suite,
          file,
          description.mirror,
        ]),
      );
    await stage(
      `installing ${description.packages.length} packages and what they need into a ${description.title} root`,
      () =>
        run('mmdebstrap', [
          '--variant=minbase',
          '--quiet',
          `--components=${description.components.join(',')}`,
          `--include=${description.packages.join(',')}`,
          ...[...customise(description)].flatMap((hook) => ['--customize-hook', hook]),
          ...[...files, ...roots].flatMap(({ file, to }) => [
            '--customize-hook',
            `mkdir -p "$1${dirname(to)}"`,
            '--customize-hook',
            `upload "${file}" "${to}"`,
          ]),
          description.suite,
          archive,
          description.mirror,
        ]),
    );
    await stage(`making a ${description.size} ext4 disk of it`, () =>
      run(
        ...asRoot([
          'sh',
          '-ec',
          `
      cd '${work}'
      mkdir root
      tar -xf root.tar -C root --numeric-owner --exclude='./dev/*'
      cp root/boot/vmlinuz-* vmlinuz
      cp root/boot/initrd.img-* initrd.img
      mke2fs -q -t ext4 -L root -d root disk.img ${description.size}
      rm -r root root.tar; rm -f root-*.tar.gz
    `,
        ]),
        { env: { PATH: `${process.env['PATH']}:/usr/sbin:/sbin` } },
      ),
    );
    if (readdirSync(work).length !== 3)
      throw new RecorderError(`unexpected files in ${work}: ${readdirSync(work).join(', ')}`);
    renameSync(work, final);
    say(`disk: ${(statSync(disk.image).blocks / 2 / 1024).toFixed(0)} MiB in ${final}`);
    return disk;
  } finally {
    abandon();
  }
}

/** What small roots go without, as the slim images of Debian do. */
const WITHOUT = ['/usr/share/doc/*', '/usr/share/man/*', '/usr/share/info/*', '/usr/share/locale/*'];

/** A command run as root, or as the root of a user namespace with the caller's subordinate ids (unshare(1)). */
function asRoot(command: string[]): [string, string[]] {
  const [program = '', ...args] =
    process.getuid?.() === 0 ? command : ['unshare', '--user', '--map-root-user', '--map-auto', ...command];
  return [program, args];
}

/** mmdebstrap hooks; $1 is the new root: names, users, the guest's files, and peace from timers. */
function* customise(description: Description): Generator<string> {
  const { hostname } = description;
  yield `echo ${hostname} > "$1/etc/hostname"; printf '127.0.0.1 localhost\\n127.0.1.1 ${hostname}\\n' > "$1/etc/hosts"`;
  yield `printf '/dev/vda / ext4 defaults 0 1\\n' > "$1/etc/fstab"; echo LANG=C.UTF-8 > "$1/etc/default/locale"; rm -f "$1/etc/motd"; touch "$1/etc/skel/.hushlogin" "$1/root/.hushlogin"`;
  yield 'echo "set enable-bracketed-paste off" >> "$1/etc/inputrc"; rm -f "$1/root/.bashrc" "$1/etc/skel/.bashrc" "$1/etc/skel/.profile" "$1/root/.profile"';
  for (const { name, uid } of description.users)
    yield `chroot "$1" useradd --create-home --uid ${uid} --shell /bin/bash ${name}`;
  yield 'mkdir -p "$1/usr/local/lib/recorder"';
  yield `upload "${join(guestDir, 'disk/agent.sh')}" /usr/local/lib/recorder/agent.sh`;
  yield `upload "${join(guestDir, 'disk/recorder.service')}" /etc/systemd/system/recorder.service`;
  yield 'chmod 755 "$1/usr/local/lib/recorder/agent.sh"; chmod 644 "$1/etc/systemd/system/recorder.service"';
  yield 'chroot "$1" systemctl enable recorder.service docker.service';
  yield 'chroot "$1" systemctl mask apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer fstrim.timer systemd-tmpfiles-clean.timer getty@tty1.service serial-getty@ttyS0.service systemd-networkd-wait-online.service';
}

/** The file at `url`, from $RECORDER_ASSETS, the cache or the network, checked by its SHA-512; one recorder at a time. */
function download(url: string, sha512: string): Promise<string> {
  const name = basename(new URL(url).pathname);
  return withLock(join(cacheDir(), 'downloads', `${name}.lock`), () => downloadAlone(url, sha512, name));
}

async function downloadAlone(url: string, sha512: string, name: string): Promise<string> {
  const right = (file: string) =>
    existsSync(file) && createHash('sha512').update(readFileSync(file)).digest('hex') === sha512;
  const assets = process.env['RECORDER_ASSETS'];
  const kept = join(cacheDir(), 'downloads', name);
  if (assets && right(join(assets, name))) {
    cpSync(join(assets, name), `${kept}.part`);
    renameSync(`${kept}.part`, kept);
  }
  if (right(kept)) return kept;
  return stage(`downloading ${url}`, async () => {
    const help = `put ${name} into a folder and name that folder in RECORDER_ASSETS`;
    const response = await fetch(url).catch((cause: unknown) => {
      throw new RecorderError(`cannot download ${url}: ${String(cause)}; ${help}`);
    });
    if (!response.ok) throw new RecorderError(`cannot download ${url}: HTTP ${response.status}; ${help}`);
    writeFileSync(`${kept}.part`, Buffer.from(await response.arrayBuffer()));
    renameSync(`${kept}.part`, kept);
    if (!right(kept))
      throw new RecorderError(`${kept} does not have the SHA-512 that the image description gives; ${help}`);
    return kept;
  });
}
