import { parseProbe } from '../kernel/probe.ts';
import type { Snapshot } from '../kernel/snapshot.ts';
import { command, type Guest } from './guest.ts';
import { listFiles } from './list-files.ts';
import { listLayers } from './list-layers.ts';
import { type Watch, watched } from './watch.ts';

/**
 * Asks a guest what its kernel says now.
 * @param watch what of it is kept
 * @param terminals pid of each terminal's login process, by name; its shell need not be the process itself
 * @throws ProbeError when the text cannot be read, the machine lacks something, or more is watched than `watch` allows
 */
export async function takeSnapshot(guest: Guest, watch: Watch, terminals: Record<string, number>): Promise<Snapshot> {
  const whole = parseProbe(await guest.run(command('probe')), { terminals });
  const names = Object.keys(terminals);
  if (watch.files) whole.files = await listFiles(guest, whole, watch.files, names);
  if (watch.layers) Object.assign(whole, await listLayers(guest, whole, watch.layers, names));
  return watched(whole, watch);
}
