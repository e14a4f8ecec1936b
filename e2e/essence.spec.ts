import type { Locator, Page } from '@playwright/test';
import { NAMESPACE_TYPES, type Process, type Snapshot } from '../src/kernel/snapshot.ts';
import type { KernelFile } from '../src/recording/schema.ts';
import { kernelOf as read, stageOf } from './support/steps.ts';
import { expect, test } from './support/test.ts';

const PAGE = '1-4-essence/';
const diagram = (page: Page, kind: string, recording: string) =>
  page.locator(`[data-diagram="${kind}"][data-source="${recording}"]`).first();
const numberOf = (kernel: KernelFile, step: string) => kernel.steps.findIndex((s) => s.id === step) + 1;

async function goTo(page: Page, kernel: KernelFile, step: string): Promise<Snapshot> {
  const number = numberOf(kernel, step);
  await stageOf(page, kernel.recording).getByRole('slider').fill(String(number));
  return kernel.steps[number - 1]!.snapshot;
}

interface Shown {
  pid: number;
  parent: number;
  text: string;
  zombie: boolean;
  frozen: boolean;
}

/** What a map shows as running: each process, and the one whose branch it hangs from. */
function shown(map: Locator): Promise<Shown[]> {
  return map.locator('.pm-process:not(.pm-absent)').evaluateAll((all) =>
    all.map((e) => {
      const over = e.closest('.pm-children')?.parentElement?.querySelector(':scope > .pm-process') as
        | HTMLElement
        | undefined;
      return {
        pid: Number((e as HTMLElement).dataset['pid']),
        parent: Number(over?.dataset['pid'] ?? 0),
        text: e.textContent ?? '',
        zombie: e.classList.contains('pm-zombie'),
        frozen: e.classList.contains('pm-frozen'),
      };
    }),
  );
}

/** The processes of a snapshot that a map has, each with its nearest ancestor there. */
function expected(
  { processes }: Snapshot,
  of: (p: Process) => boolean,
): Map<number, { process: Process; parent: number }> {
  const drawn = new Map(processes.filter((p) => p.pid === 1 || (p.name !== 'login' && of(p))).map((p) => [p.pid, p]));
  const all = new Map(processes.map((p) => [p.pid, p]));
  const above = (p: Process): number => {
    for (let q = all.get(p.ppid); q; q = all.get(q.ppid)) if (drawn.has(q.pid)) return q.pid;
    return p.pid === 1 ? 0 : 1;
  };
  return new Map([...drawn].map(([pid, process]) => [pid, { process, parent: above(process) }]));
}

const named =
  (...patterns: RegExp[]) =>
  (p: Process) =>
    patterns.some((r) => r.test(p.name) || r.test(p.args.join(' ')));
const all = () => true;

test('process maps show what the kernel reported', async ({ page }) => {
  test.slow();
  const cases: [recording: string, steps: string[], of: (p: Process) => boolean][] = [
    ['container-is-process', ['host-ps', 'kill'], all],
    ['pid1-signals', ['exec-form', 'shell-form', 'init'], named(/^sleep 100/, /app\.sh/, /^tee/, /docker-init/)],
    ['pid1-forms', ['int'], all],
    ['pid1-zombies', ['family', 'parent-ends', 'child-ends'], all],
    ['pid1-init', ['child-ends', 'full'], named(/docker-init/, /^sleep/)],
    ['docker-chain', ['exec'], named(/dockerd/, /^\/usr\/bin\/containerd/, /^sleep 1/)],
    ['docker-restart', ['gone', 'without'], named(/dockerd/, /^\/usr\/bin\/containerd/, /^sleep 1/)],
    ['runc-bare', ['created', 'start', 'kill'], all],
    ['docker-pause', ['pause', 'thaw'], all],
    ['container-remains', ['gone', 'restart'], all],
  ];
  await page.goto(PAGE);
  for (const [recording, steps, of] of cases) {
    const kernel = read(recording);
    const map = diagram(page, 'process-map', recording);
    for (const step of steps)
      await test.step(`${recording} after ${step}`, async () => {
        const snapshot = await goTo(page, kernel, step);
        await expect(map).toContainText(`手順 ${numberOf(kernel, step)}/${kernel.steps.length} のあと`);
        const wanted = expected(snapshot, of);
        const there = await shown(map);
        expect(
          there.map((p) => p.pid).sort((a, b) => a - b),
          `${recording} after ${step}`,
        ).toEqual([...wanted.keys()]);
        for (const { pid, parent, text, zombie, frozen } of there) {
          const { process, parent: over } = wanted.get(pid)!;
          expect(parent, `${step}: parent of ${process.name} ${pid}`).toBe(over);
          for (const number of process.nspid) expect(text).toContain(String(number));
          expect(zombie, `${step}: ${pid} is a zombie`).toBe(process.state === 'Z');
          expect(frozen, `${step}: ${pid} is frozen`).toBe(
            snapshot.cgroups.some((c) => c.frozen === true && process.cgroup === c.path),
          );
        }
      });
  }
});

test('the zombie is marked when it comes to be one, and said in words', async ({ page }) => {
  await page.goto(PAGE);
  const kernel = read('pid1-zombies');
  const map = diagram(page, 'process-map', 'pid1-zombies');
  const snapshot = await goTo(page, kernel, 'child-ends');
  const zombie = snapshot.processes.find((p) => p.state === 'Z')!;
  const box = map.locator(`[data-pid="${zombie.pid}"]`);
  await expect(box).toContainText('ゾンビ');
  await expect(box).toHaveClass(/pm-fresh/);
  await expect(map.locator('.dg-note')).toContainText('ゾンビになりました');
  await goTo(page, kernel, 'zombie');
  await expect(box).toContainText('ゾンビ');
  await expect(box).not.toHaveClass(/pm-fresh/);
});

test('the chain says in which cgroup each process is', async ({ page }) => {
  await page.goto(PAGE);
  const kernel = read('docker-chain');
  const map = diagram(page, 'process-map', 'docker-chain');
  const { processes } = await goTo(page, kernel, 'exec');
  for (const p of processes.filter(named(/dockerd/, /containerd/, /^sleep 1/)))
    await expect(map.locator(`[data-pid="${p.pid}"] .pm-cgroup`)).toContainText(
      p.cgroup.replace(/[0-9a-f]{52}\.scope$/, '….scope'),
    );
});

test('the table of the container shows the namespaces config.json asked for', async ({ page }) => {
  await page.goto(PAGE);
  const kernel = read('oci-config');
  const { processes } = await goTo(page, kernel, 'namespaces');
  const sleep = processes.find((p) => p.args.join(' ') === 'sleep 1001')!;
  const row = diagram(page, 'namespace-table', 'oci-config').locator('tbody tr', { hasText: String(sleep.pid) });
  for (const [column, type] of NAMESPACE_TYPES.entries()) {
    const cell = row.locator('td').nth(column);
    await expect(cell).toContainText(String(sleep.namespaces[type]));
    const own = sleep.namespaces[type] !== processes[0]!.namespaces[type];
    if (own) await expect(cell).toHaveClass(/nt-other/);
    else await expect(cell).not.toHaveClass(/nt-other/);
  }
});

test('the picture of the start quotes the recorded PIDs', async ({ page }) => {
  await page.goto(PAGE);
  const kernel = read('docker-chain');
  const { processes } = kernel.steps.find((s) => s.id === 'tree')!.snapshot;
  const picture = page.locator('.chain svg:visible');
  for (const name of ['containerd-shim', 'sleep'])
    await expect(picture).toContainText(String(processes.find((p) => p.name === name)!.pid));
});

test('a command that a question is about is there to its end, however narrow the page', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('1-4-essence/');
  const cut = await page
    .locator('.question-step pre')
    .evaluateAll((all) => all.map((e) => e.scrollWidth - e.clientWidth));
  expect(cut.length).toBeGreaterThan(0);
  expect(Math.max(...cut)).toBe(0);
});
