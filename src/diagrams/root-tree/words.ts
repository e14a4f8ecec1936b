import type { Mount } from '../../kernel/snapshot.ts';
import { list, shortIds, within } from '../shared/words.ts';
import { nodesOf, type Panel, type Viewer } from './model.ts';

/** What stands at a mount point: `proc`, or which part of a file system: `ext4 の /srv/jail`. */
export function mountText({ type, root }: Mount): string {
  return root === '/' ? type : `${type} の ${shortIds(root)}`;
}

/** A path as a process with this root writes it. */
function insidePath(path: string, root: string): string {
  return root === '/' ? path : path.slice(root.length) || '/';
}

const worldName = (panel: Panel): string => (panel.initial ? '初期mount namespace' : '別のmount namespace');

function where(v: Viewer): string {
  return v.outside
    ? `いる場所は ${v.cwd} で、ルートディレクトリーの外です`
    : `いる場所は ${insidePath(v.cwd, v.root)} です`;
}

/** What the picture says. */
export function describe(panels: Panel[]): string {
  return panels
    .map((panel) => {
      const mount = panel.top.mount;
      const files = nodesOf(panel.top).filter(
        (n) =>
          n.entry &&
          !n.gone &&
          n.children.length === 0 &&
          panel.viewers.some((v) => v.root !== '/' && within(n.path, v.root)),
      );
      return [
        panels.length > 1 || !panel.initial
          ? `${worldName(panel)}の木。${!panel.initial && mount ? `/ は ${mountText(mount)} です。` : ''}`
          : '',
        ...panel.viewers.map(
          (v) =>
            `${v.title} のルートディレクトリーは ${v.root}、${v.root === '/' ? '' : 'その外には名前で届きません。'}${where(v)}。`,
        ),
        files.length > 0
          ? `ルートディレクトリーの下には ${list(files.slice(0, 12).map((n) => n.path))}${files.length > 12 ? ' など' : ''}があります。`
          : '',
      ].join('');
    })
    .join('');
}

/** What the picture shows, in a sentence: whose root directory is where, and who is outside of it. */
export function shows(panels: Panel[]): string {
  const roots = panels.flatMap((panel) => {
    const { viewers, initial } = panel;
    return [...new Set(viewers.map((v) => v.root))].map((root) => {
      const whose = list(viewers.filter((v) => v.root === root).map((v) => v.title));
      const mount = root === '/' ? panel.top.mount : undefined;
      return `${whose} が${initial ? '' : '別のmount namespaceの'} ${shortIds(root)}${!initial && mount ? `（${mountText(mount)}）` : ''}`;
    });
  });
  const outside = panels.flatMap((p) => p.viewers.filter((v) => v.outside));
  return [
    roots.length === 0 ? '' : `ルートディレクトリーは、${roots.join('、')}。`,
    ...outside.map((v) => `${v.title} は、その外の ${v.cwd} にいる。`),
  ].join('');
}

/** What the step changed; nothing where it changed nothing. */
export function changes(panels: Panel[]): string {
  return panels
    .map((panel) => {
      const nodes = nodesOf(panel.top);
      const paths = (which: 'fresh' | 'gone') => nodes.filter((n) => n[which]).map((n) => n.path);
      const [fresh, gone] = [paths('fresh'), paths('gone')];
      const mounts = nodes.filter((n) => n.mountFresh && n.path !== '/');
      const unmounted = nodes.filter((n) => n.mountGone);
      const some = (names: string[]) =>
        `${list(names.slice(0, 4).map(shortIds))}${names.length > 4 ? ` ほか${names.length - 4}個` : ''}`;
      return [
        panel.fresh ? `${list(panel.viewers.map((v) => v.title))} のmount namespaceが別になりました。` : '',
        panel.replaced && panel.top.mount ? `/ が ${mountText(panel.top.mount)} に替わりました。` : '',
        ...panel.viewers
          .filter((v) => v.rootMoved)
          .map((v) => `${v.title} のルートディレクトリーが ${v.root} になりました。`),
        ...panel.viewers
          .filter((v) => v.cwdMoved && (v.outside || !(v.rootMoved || panel.replaced || panel.fresh)))
          .map((v) => `${v.title} は、${v.outside ? 'ルートディレクトリーの外の ' : ''}${v.cwd} に移りました。`),
        mounts.length > 0 ? `${some(mounts.map((n) => `${n.path} に ${n.mount!.type}`))}がマウントされました。` : '',
        unmounted.length > 0
          ? `${some(unmounted.map((n) => `${n.path} の ${n.mountGone!.type}`))}が外されました。`
          : '',
        fresh.length > 0 ? `${some(fresh)}ができました。` : '',
        gone.length > 0 ? `${some(gone)}がなくなりました。` : '',
      ].join('');
    })
    .join('');
}
