import { describe, expect, it } from 'vitest';
import { bitsOf } from '../../kernel/capabilities.ts';
import { loadRecording } from '../../recording/load.ts';
import { readCapabilities } from '../capability-table/capabilities.ts';
import { seriesOf } from '../shared/source.ts';
import { stepped } from '../shared/fixtures/stepped.ts';
import { draw } from './draw.ts';
import { examples } from './examples.ts';
import { plan } from './plan.ts';
import { detail } from './detail.ts';

const plain = (html: string): string =>
  html
    .replace(/<wbr>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
const known = readCapabilities();

async function grid(name: string, at: string, processes: string[]): Promise<{ html: string; effective: number[][] }> {
  const recording = await loadRecording(name);
  const planned = plan(seriesOf(recording), { title: 't', processes, known, compact: false });
  const html = draw(stepped(recording, at, 'test'), planned);
  const panels = html.split('<section').slice(1);
  return {
    html,
    effective: panels.map((panel) =>
      [...panel.matchAll(/<li class="(cg-cell [^"]*)"/g)].flatMap(([, names], bit) =>
        names!.includes('cg-effective') ? [bit] : [],
      ),
    ),
  };
}

describe('the capability grid', () => {
  it("fills the squares the kernel's mask holds, for each process", async () => {
    const { processes } = stepped(await loadRecording('docker-namespaces'), 'privileged', 'test').snapshot;
    const mask = (command: string) => processes.find((p) => p.args.join(' ') === command)!.capabilities.effective;
    expect((await grid('docker-namespaces', 'privileged', ['sleep 1001', 'sleep 1004'])).effective).toEqual([
      bitsOf(mask('sleep 1001')),
      bitsOf(mask('sleep 1004')),
    ]);
  });

  it('says what a step took away, and marks it in that step only', async () => {
    const lost = (await grid('handmade', 'caps', ['box'])).html;
    expect(lost.match(/cg-lost/g)).toHaveLength(known.length);
    // One word for the group; each square is struck and keeps its name.
    expect(plain(lost)).toContain('使える 41 → 0 / 41 失');
    expect(lost.match(/class="dg-new dg-gone"/g)).toHaveLength(2);
    expect(plain(lost)).toContain('41個すべてを使えなくなりました。');
    expect(plain(lost)).toContain('NoNewPrivsが1になりました。');
    const after = (await grid('handmade', 'ps', ['box'])).html;
    expect(after).not.toMatch(/cg-lost|cg-gained|cg-changed/);
    expect(plain(after)).toContain('使える 0 / 41');
  });

  it('shows a root of its own user namespace as such', async () => {
    const [own, host] = (await grid('user-namespace', 'root', ['inside', 'host'])).html.split('<section').slice(1);
    expect(own).toContain('cg-own');
    expect(plain(own!)).toContain('別のuser namespace 中で使える 0 → 41');
    expect(host).not.toMatch(/class="cg-panel[^"]*cg-own/);
  });

  it('tells apart what is not used and what may be inherited', () => {
    const { moment, plan: made } = examples.find((e) => e.name === 'asleep')!.made!;
    expect(draw(moment, made as never)).toMatch(/cg-permitted cg-known cg-lost" data-value="cap:cap_net_admin"/);
    const ambient = examples.find((e) => e.name === 'ambient')!.made!;
    expect(draw(ambient.moment, ambient.plan as never)).toMatch(
      /cg-effective cg-docker cg-known cg-gained" data-value="cap:cap_net_bind_service" data-sets="ipeba"/,
    );
  });

  it('tells name, number, use and sets of a square', () => {
    expect(plain(detail(known[32]!, 32, 'held。', true).text)).toMatch(
      /CAP_MAC_OVERRIDE （32番、マスクで0x100000000）.+Smack.+held。Dockerの既定に入りません。/,
    );
  });
});
