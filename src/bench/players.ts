import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Cast, splitSteps, writeCast } from '../asciicast/index.ts';
import { longCast } from '../transcript/fixtures/long.ts';
import { transcriptHtml } from '../stage/markup.ts';
import type { Session } from '../transcript/model.ts';
import { plainText } from '../transcript/cells.ts';
import { renderCast } from '../transcript/session.ts';
import type { BenchServer } from './server.ts';
import { type BuiltSite, componentOf } from './weight.ts';

/** A way to show a cast on a page, and how the bench works it. */
export interface Player {
  name: 'this player' | 'asciinema-player' | 'bare <pre>';
  /** Path of the page that shows a cast of so many events. */
  page(events: number): string;
  /** Scripts the page loads, as paths on the server. */
  scripts: string[];
  /** Where the recorded text appears. */
  text: string;
  /** Body of a function that goes to the end of a step; its arguments are `step` (from 1), `time` (seconds) and `count` (of steps). */
  go: string;
}

/** A synthetic cast, and where its steps end. */
export interface BenchCast {
  events: number;
  cast: Cast;
  /** Seconds at which each step has ended. */
  ends: number[];
}

/** Cast of a length, the same for every player. */
export function benchCast(events: number): BenchCast {
  const cast = longCast(events);
  return {
    events,
    cast,
    ends: splitSteps(cast).steps.map((step) => cast.events[Math.min(step.end.event, cast.events.length) - 1]!.time),
  };
}

const HEAD =
  '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>long</title>';

/**
 * Puts the pages of every player for some casts on the server.
 * @param site the site with its gallery, on whose pages of transcripts nothing else stands
 */
export async function putPlayers(server: BenchServer, site: BuiltSite, casts: readonly BenchCast[]): Promise<Player[]> {
  const bare = barePage(site);
  const bundle = '/asciinema/asciinema-player.min.js';
  for (const file of ['asciinema-player.min.js', 'asciinema-player.css'])
    server.put(
      `/asciinema/${file}`,
      readFileSync(createRequire(import.meta.url).resolve(`asciinema-player/dist/bundle/${file}`)),
    );
  for (const { events, cast } of casts) {
    const session = await renderCast(cast, 'long', `${events} events`);
    const transcript = transcriptHtml({ name: 'long', title: 'long', session, about: [], downloads: [], base: '' });
    server.put(`/this-player/${events}.html`, bare.with(transcript));
    server.put(
      `/pre/${events}.html`,
      `<!doctype html><html lang="ja"><head>${HEAD}</head><body><pre>${textOf(session)}</pre></body></html>`,
    );
    server.put(`/asciinema/${events}.cast`, writeCast(cast));
    // It starts to play at once, so that nothing is waited for: the cast's first text stands at 0 s.
    server.put(
      `/asciinema/${events}.html`,
      `<!doctype html><html lang="ja"><head>${HEAD}<link rel="stylesheet" href="/asciinema/asciinema-player.css"></head><body><div id="player"></div>` +
        `<script src="${bundle}"></script><script>window.player = AsciinemaPlayer.create('/asciinema/${events}.cast', document.querySelector('#player'), { autoPlay: true });</script></body></html>`,
    );
  }
  return [
    {
      name: 'this player',
      page: (events) => `/this-player/${events}.html`,
      text: '.tr-screen',
      scripts: site.scripts([bare.script]).map((file) => `/${file}`),
      go: 'const slider = document.querySelector(".sg-slider > input"); slider.value = String(step); slider.dispatchEvent(new Event("input", { bubbles: true }));',
    },
    {
      name: 'asciinema-player',
      page: (events) => `/asciinema/${events}.html`,
      text: '.ap-term-text',
      scripts: [bundle],
      go: 'return window.player.seek(time);',
    },
    {
      name: 'bare <pre>',
      page: (events) => `/pre/${events}.html`,
      text: 'pre',
      scripts: [],
      go: 'scrollTo(0, document.documentElement.scrollHeight * step / count - innerHeight);',
    },
  ];
}

/** The site's page with a transcript and nothing else: its player's script, and the page with another transcript, whose first three steps its first frame waits for, as it does for its own. */
function barePage(site: BuiltSite): { script: string; with(transcript: string): string } {
  const page = 'gallery/bare/plain/';
  const script = site.filesOf(page).files.js.find((file) => componentOf(file) === 'Transcript');
  const [, before, after] = /^(.*)<session-stage.*<\/session-stage>(.*)$/s.exec(site.read(`${page}index.html`)) ?? [];
  if (script === undefined || before === undefined) throw new Error(`${page} has no transcript with a script.`);
  return {
    script,
    with(transcript) {
      const [, step] = /id="([^"]+)" data-step="[^"]*" data-n="3"/.exec(transcript) ?? [];
      const head = before.replace(/(<link rel="expect" href="#)[^"]+/, `$1${step}`);
      if (step === undefined || head === before)
        throw new Error(`${page}: no third step, or nothing that its first frame waits for.`);
      return head + transcript + after;
    },
  };
}

function textOf({ panes: [pane] }: Session): string {
  return pane!.blocks
    .map((block) => `${plainText(block.prompt)}${block.command}\n${plainText(block.output.runs)}`)
    .join('\n')
    .replace(/[&<]/g, (c) => (c === '&' ? '&amp;' : '&lt;'));
}
