/**
 * `npm run bench [-- --json FILE]`: what the site weighs, and how its player stands beside asciinema-player and a bare `<pre>`.
 * Builds the site into .cache/bench, so a build for reading is left alone.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { CHROMIUM_SWITCHES, ensureChromium } from '../scripts/chromium.ts';
import { run } from '../scripts/run.ts';
import { type ChapterSeeking, chapterSeeking } from './chapter.ts';
import { firstTexts, pageTimes } from './first-text.ts';
import { machine } from './machine.ts';
import { benchCast, putPlayers } from './players.ts';
import {
  chapterTable,
  type Contestant,
  count,
  firstTextTable,
  type PageWeight,
  pageTable,
  pageTimesTable,
  scriptTable,
  stepTable,
} from './report.ts';
import { seeking } from './seek.ts';
import { BenchServer } from './server.ts';
import { BuiltSite, scriptSizes, sum } from './weight.ts';

/** The site as readers get it, and with its gallery, whose pages hold a transcript and nothing else. */
const BUILD = '.cache/bench/site';
const GALLERY = '.cache/bench/gallery';
/** Pages that are waited for and on which steps are gone through: a chapter, and the one with the most diagrams around a recording. */
const STEPPED = ['/1-1-namespace/', '/'];
/** Lengths of the casts. */
const EVENTS = [100, 1_000, 10_000, 100_000];
/** Length of the cast whose first text is waited for, and how often: the middle of 21 still moves by one part in a hundred. */
const FIRST_EVENTS = 1_000;
const FIRST_ROUNDS = 41;
/** How often a page of the site is waited for. */
const WAIT_ROUNDS = 7;
/** How many steps of a cast are gone to. */
const SEEKS = 15;

const {
  values: { json },
} = parseArgs({ options: { json: { type: 'string' } } });
const began = performance.now();
const loadBefore = loadavg()[0]!;

const buildSeconds = await build(BUILD);
await build(GALLERY, { BUILD_GALLERY: '1' });
const site = new BuiltSite(BUILD);
const pages = site.pages().map((page): PageWeight => {
  const kinds = site.weigh(page);
  return { page: `/${page}`, kinds, all: sum(Object.values(kinds)) };
});
section(
  'Bytes by kind',
  pageTable(pages),
  'json: snapshots, fetched when a transcript comes near, and frames, fetched when their step is played.',
);
const scripts = scriptSizes(site, site.pages());
section('Scripts: bytes, gzip', scriptTable(scripts));
section('Build', `${buildSeconds.toFixed(1)} s for ${pages.length} pages`);

const browser = await chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_SWITCHES });
const server = await BenchServer.start(GALLERY);
const casts = EVENTS.map(benchCast);
const players = await putPlayers(server, new BuiltSite(GALLERY), casts);

const firsts = await firstTexts(browser, server.address, players, FIRST_EVENTS, FIRST_ROUNDS);
const contestants = players.map(
  (player): Contestant => ({
    player: player.name,
    script: server.bytesOf(player.scripts),
    firstText: firsts.get(player)!,
    steps: [],
  }),
);
section(
  'Script and first text',
  firstTextTable(contestants),
  `A cast of ${count(FIRST_EVENTS)} events, slow 4G, a processor 4 times slower; milliseconds by the clock, middle of ${FIRST_ROUNDS}, the players in turn.`,
);

const waits = await pageTimes(browser, server.address, STEPPED, WAIT_ROUNDS);
section(
  'Waiting for a page',
  pageTimesTable(waits),
  'The same network and processor; milliseconds until the title is on the screen, and until its transcripts can be played.',
);

for (const cast of casts)
  for (const [i, player] of players.entries())
    contestants[i]!.steps.push(await seeking(browser, server.address, player, cast, SEEKS));
section(
  'Reaching a step',
  stepTable(contestants),
  `Milliseconds on the processor, middle of ${SEEKS} steps here and there, until the next frame was drawn. asciinema-player works in promises, which count to the whole frame only. A bare <pre> has no steps: it is scrolled to the place.`,
);

const chapters: { page: string; transcripts: ChapterSeeking[] }[] = [];
for (const page of STEPPED)
  chapters.push({ page, transcripts: await chapterSeeking(browser, `${server.address}${page}`) });
section(
  'Reaching a step on the site, diagrams following',
  ...chapters.map(({ page, transcripts }) => chapterTable(page, transcripts)),
  'Every step of every recording of the page, forth and back.',
);

const on = { ...machine(browser), load: [loadBefore, loadavg()[0]!] };
await browser.close();
await server.stop();
const seconds = Math.round((performance.now() - began) / 1000);
section(
  'Measured on',
  `${on.processor}, ${on.cores} cores, ${on.memory} GB; ${on.system}; ${on.browser}; Node ${on.node}; ${on.date}`,
  `Load ${on.load.map((load) => load.toFixed(1)).join(' to ')}: above ${on.cores}, others had the machine as well, which first texts and the build show most. All of it took ${seconds} s.`,
);
if (json)
  writeFileSync(
    json,
    `${JSON.stringify({ machine: on, seconds, buildSeconds, pages, scripts, players: contestants, waits, chapters }, null, 2)}\n`,
  );

function section(title: string, ...texts: string[]): void {
  console.log([`── ${title}`, ...texts, ''].join('\n\n'));
}

/** Builds the site as `npm run build` does, and answers how long that took, in seconds. */
async function build(folder: string, env: NodeJS.ProcessEnv = {}): Promise<number> {
  const start = performance.now();
  const astro = join(dirname(createRequire(import.meta.url).resolve('astro/package.json')), 'bin/astro.mjs');
  const status = await run(process.execPath, [astro, 'build', '--outDir', folder, '--logLevel', 'warn'], {
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...env },
  });
  if (status !== 0) throw new Error('The site could not be built.');
  return (performance.now() - start) / 1000;
}
