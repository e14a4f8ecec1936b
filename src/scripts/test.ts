/**
 * `npm test`: lint (format, rules, dead code), types, units, prose, what authors wrote, two builds (at / and under
 * another base path), the browser. Ends with `N passed, N failed`. `npm test -- unit browser` runs only the stages named.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ensureChromium } from './chromium.ts';
import { obstacle } from '../recorder/tools.ts';
import { run, runKept } from './run.ts';

/** What a stage found out; a stage without cases of its own counts as one. */
interface Outcome {
  passed: number;
  failed: number;
  skipped?: number;
  /** What is still to be printed. */
  text?: string;
}

interface Stage {
  name: string;
  /** Under way from the beginning, beside the stages before it; what it prints is kept for its turn. */
  beside?: true;
  run(): Promise<Outcome>;
  /** The stages after it need its result. */
  required?: boolean;
}

const PROMISES = ['-D', 'typescript/no-floating-promises', '-D', 'typescript/no-misused-promises'];
const REPORTS = resolve('.cache/test');
const BASE_PATH = '/some/where/';
const SITE_URL = 'https://example.com';
process.env.ASTRO_TELEMETRY_DISABLED = '1';

/** Runs a program of a package on this very Node. */
function tool(name: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  const manifest = resolve('node_modules', name, 'package.json');
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: string | Record<string, string> };
  const file = typeof bin === 'string' ? bin : Object.values(bin)[0]!;
  return run(process.execPath, [join(dirname(manifest), file), ...args], { env: { ...process.env, ...env } });
}

const single = (status: number): Outcome => (status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/** Counts a report's cases; a program that failed without one has failed all the same. */
function counted(status: number, file: string, count: (report: never) => Outcome): Outcome {
  let outcome: Outcome = { passed: 0, failed: 0 };
  try {
    outcome = count(JSON.parse(readFileSync(file, 'utf8')) as never);
  } catch {
    /* no report */
  }
  return status !== 0 && outcome.failed === 0 ? { ...outcome, failed: 1 } : outcome;
}

const stages: Stage[] = [
  {
    name: 'lint',
    run: async () => {
      const statuses = [
        await tool('@biomejs/biome', ['check', '--error-on-warnings', '.']),
        // Biome sees no promise that is handed to who expects none (an async listener); oxlint reads no front matter.
        await tool('oxlint', ['--type-aware', '--deny-warnings', '-A', 'all', ...PROMISES, '.']),
        await tool('knip', ['--no-progress', '--treat-config-hints-as-errors']),
        await tool('knip', ['--no-progress', '--production', '--no-config-hints']),
      ];
      return { passed: statuses.filter((s) => s === 0).length, failed: statuses.filter((s) => s !== 0).length };
    },
  },
  {
    name: 'types',
    run: async () =>
      single(
        (await tool('astro', ['check', '--minimumFailingSeverity', 'error', '--minimumSeverity', 'warning'])) ||
          // The worker's globals are not a page's.
          (await tool('typescript', ['--project', 'src/offline'])),
      ),
  },
  {
    name: 'unit',
    run: async () => {
      // Client code is tested in a page.
      const CHROMIUM = await ensureChromium();
      const report = join(REPORTS, 'unit.json');
      const status = await tool(
        'vitest',
        ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
        { CHROMIUM },
      );
      return counted(status, report, (r: { numPassedTests: number; numFailedTests: number }) => ({
        passed: r.numPassedTests,
        failed: r.numFailedTests,
      }));
    },
  },
  {
    name: 'prose',
    // Some seconds of one processor.
    beside: true,
    run: async () => {
      const { status, text } = await runKept(process.execPath, ['src/prose/cli.ts']);
      return { ...single(status), text };
    },
  },
  {
    name: 'check',
    run: async () => single(await run(process.execPath, ['src/check/cli.ts'])),
  },
  { name: 'build', required: true, run: async () => single(await tool('astro', ['build'])) },
  {
    name: 'build under another base path',
    required: true,
    run: async () =>
      single(
        await tool('astro', ['build', '--outDir', '.cache/dist-base'], { BASE_PATH, SITE_URL, BUILD_GALLERY: '1' }),
      ),
  },
  {
    name: 'browser',
    run: async () => {
      const CHROMIUM = await ensureChromium();
      const report = join(REPORTS, 'browser.json');
      const status = await tool('@playwright/test', ['test', '--reporter=line,json'], {
        CHROMIUM,
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        E2E_BASE_PATH: BASE_PATH,
        E2E_SITE_URL: SITE_URL,
      });
      return counted(status, report, (r: { stats: { expected: number; unexpected: number; flaky: number } }) => ({
        passed: r.stats.expected,
        failed: r.stats.unexpected + r.stats.flaky,
      }));
    },
  },
  {
    name: 'recording in a virtual machine',
    // One processor, some tens of seconds, minutes where the disk is to be made: types and builds leave the other idle.
    beside: true,
    run: async () => {
      const reason = obstacle();
      if (reason !== null && process.env.CI !== 'true')
        return { passed: 0, failed: 0, skipped: 1, text: `Skipped: ${reason}\n` };
      const { status, text } = await runKept(process.execPath, ['src/recorder/cli.ts', 'verify', 'uts-namespace']);
      return { ...single(status), text };
    },
  },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !stages.some((s) => s.name.startsWith(name)));
if (unknown.length > 0) {
  console.error(`No stage ${unknown.join(', ')}. There are: ${stages.map((s) => s.name).join(', ')}`);
  process.exit(2);
}
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });

const chosen = stages.filter((stage) => wanted.length === 0 || wanted.some((name) => stage.name.startsWith(name)));

/** Runs a stage; one that throws has failed. */
async function timed(stage: Stage): Promise<{ outcome: Outcome; seconds: number }> {
  const start = performance.now();
  const outcome = await stage.run().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  });
  return { outcome, seconds: (performance.now() - start) / 1000 };
}

// Packages are installed one after another: what two stages may need of them comes first.
if (chosen.some((stage) => ['unit', 'browser'].includes(stage.name)) && chosen.some((stage) => stage.beside))
  await ensureChromium().catch(() => undefined);
const underWay = new Map(chosen.filter((stage) => stage.beside).map((stage) => [stage, timed(stage)]));
const total: Outcome = { passed: 0, failed: 0 };
for (const stage of chosen) {
  console.log(`\n── ${stage.name}`);
  const { outcome, seconds } = await (underWay.get(stage) ?? timed(stage));
  if (outcome.text) process.stdout.write(outcome.text);
  total.passed += outcome.passed;
  total.failed += outcome.failed;
  total.skipped = (total.skipped ?? 0) + (outcome.skipped ?? 0);
  console.log(`── ${stage.name}: ${outcome.passed} passed, ${outcome.failed} failed, ${seconds.toFixed(1)} s`);
  if (stage.required && outcome.failed > 0) {
    console.log('The stages after this need what it makes, so they are left out.');
    break;
  }
}
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed > 0 ? 1 : 0;
