import type { Recording } from '../recording/load.ts';
import { sessionOf } from '../transcript/session.ts';
import { provenanceText } from '../transcript/words.ts';
import { url } from '../url.ts';
import type { SessionView } from './markup.ts';

/** What a page shows of a recording beside its pictures. */
export async function recordingView(recording: Recording): Promise<SessionView> {
  const { name, scenario, kernel, terminals } = recording;
  return {
    name,
    title: scenario.title,
    session: await sessionOf(recording),
    about: provenanceText(kernel.provenance),
    downloads: terminals.map((terminal) => download(name, terminal.name)),
    base: url(`recordings/${name}/`),
    kernel: url(`recordings/${name}/kernel.json`),
  };
}

/** Where a terminal's cast can be had. */
export function download(name: string, terminal: string): SessionView['downloads'][number] {
  return {
    label: `${terminal}.cast`,
    href: url(`recordings/${name}/${terminal}.cast`),
    file: name === terminal ? `${name}.cast` : `${name}.${terminal}.cast`,
  };
}
