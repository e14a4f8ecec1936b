import type { Process } from '../../kernel/snapshot.ts';
import { list } from '../shared/words.ts';
import type { Cell, Known, Panel } from './model.ts';

/** The AppArmor profile that confines a process, without its mode: `docker-default`. */
export function profileOf({ apparmor }: Process): string | undefined {
  return apparmor === 'unconfined' ? undefined : apparmor?.replace(/ \(\w+\)$/, '');
}

/** More names than this are counted, not listed. */
const LISTED = 6;
const effective = (panel: Panel): Cell[] => panel.cells.filter((c) => c.state === 'effective');
const named = (cells: Cell[], known: Known[]): string => list(cells.map((c) => known[c.bit]!.name));
const counted = (cells: Cell[], known: Known[]): string =>
  cells.length > LISTED ? `${cells.length}個` : named(cells, known);

/** What the picture says: 「plain がいま使えるのは14個です：CHOWN・…。」 */
export function describe(panels: Panel[], known: Known[]): string {
  return panels
    .map((panel) => {
      if (!panel.process) return `${panel.title} は${panel.absent}プロセスです。`;
      const usable = effective(panel);
      const all = usable.length === panel.cells.length;
      const rest = panel.cells.filter((c) => c.state === 'permitted');
      const room = panel.cells.filter((c) => c.state === 'bounding');
      return [
        `${panel.title} がいま使えるのは、${panel.cells.length}個のうち${usable.length}個${all ? 'すべて' : ''}です`,
        usable.length > 0 && !all ? `：${named(usable, known)}。` : '。',
        panel.own ? 'ただし、自分のuser namespaceの中でだけ使えます。' : '',
        rest.length > 0 ? `${named(rest, known)} は持っていて、使っていません。` : '',
        room.length > 0 ? `${counted(room, known)} は、boundingにだけあります。` : '',
        `NoNewPrivsは${panel.process.noNewPrivs ? 1 : 0}、Seccompは${panel.process.seccomp}です。`,
        profileOf(panel.process) ? `AppArmorのプロファイルは${profileOf(panel.process)}です。` : '',
      ].join('');
    })
    .join('');
}

/** How much each process may do: 「41個のうち使えるのは、ホストのrootが41個、plainが14個です。」 */
export function shows(panels: Panel[]): string {
  const [there, absent] = [true, false].map((is) => panels.filter((p) => (p.process !== undefined) === is)) as [
    Panel[],
    Panel[],
  ];
  return [
    there.length > 0 &&
      `${panels[0]!.cells.length}個のうち使えるのは、${there.map((p) => `${p.title} が${p.own ? '自分のuser namespaceの中で' : ''}${effective(p).length}個`).join('、')}です。`,
    absent.length > 0 && `${list(absent.map((p) => p.title))} はここにはいません。`,
  ]
    .filter(Boolean)
    .join('');
}

/** What the step changed, in sentences; '' where that is nothing. */
export function changes(panels: Panel[], known: Known[]): string {
  const sentences = panels
    .flatMap((panel) => {
      const { title, process, fresh, changed, cells } = panel;
      const gained = cells.filter((c) => c.change && c.state === 'effective' && c.was !== 'effective');
      const lost = cells.filter((c) => c.change && c.was === 'effective' && c.state !== 'effective');
      const quiet = cells.filter((c) => c.change && !gained.includes(c) && !lost.includes(c));
      const what = (some: Cell[]) => (some.length === cells.length ? `${some.length}個すべて` : counted(some, known));
      return [
        another(panel),
        fresh && `${title}（PID ${process!.pid}）ができました。使えるのは${effective(panel).length}個です。`,
        lost.length > 0 && `${title} は、${what(lost)}を使えなくなりました。`,
        gained.length > 0 && `${title} は、${what(gained)}を使えるようになりました。`,
        quiet.length > 0 && `${title} では、${what(quiet)}のeffective以外が変わりました。`,
        changed.noNewPrivs && `${title} のNoNewPrivsが${process!.noNewPrivs ? 1 : 0}になりました。`,
        changed.seccomp && `${title} のSeccompが${process!.seccomp}になりました。`,
        changed.apparmor && `${title} のAppArmorのプロファイルが変わりました。`,
      ].filter(Boolean);
    })
    .join('');
  return sentences && `この手順で：${sentences}`;
}

/** That a row has another process than before, or the same under another name or user. */
function another({ title, process, was }: Panel): string {
  if (!was) return '';
  const old = was.process;
  if (!process) return `${was.title}（PID ${old.pid}）は終了しました。`;
  if (old.pid !== process.pid) return `${title} は、PID ${process.pid}に替わりました。`;
  return [
    was.title === title ? '' : `${was.title} は、同じPIDのまま ${title} に替わりました。`,
    old.uid.effective === process.uid.effective ? '' : `${title} のUIDが${process.uid.effective}になりました。`,
  ].join('');
}

/** Capabilities that people know: named where there is room for some names only. Docker's default set, and what is asked for most beside it. */
export const WELL_KNOWN: ReadonlySet<string> = new Set(
  'CHOWN DAC_OVERRIDE FOWNER FSETID KILL SETGID SETUID SETPCAP NET_BIND_SERVICE NET_RAW SYS_CHROOT MKNOD AUDIT_WRITE SETFCAP NET_ADMIN SYS_ADMIN SYS_PTRACE SYS_MODULE SYS_TIME'.split(
    ' ',
  ),
);
