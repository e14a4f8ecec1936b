import { afterAll, expect, it } from 'vitest';
import { probeDigest } from '../probe/scripts.ts';
import { loadRecording } from '../recording/load.ts';
import { readDescription } from './description.ts';
import { recordingNames } from './files.ts';

/** What is no fault, but good to know: recordings made by an older probe, or from an older disk. */
const noted = { probe: [] as string[], image: [] as string[] };

afterAll(() => {
  for (const [what, names] of Object.entries(noted)) {
    const some = names.length > 20 ? `${names.slice(0, 20).join(' ')} ...` : names.join(' ');
    if (names.length > 0) console.info(`recorded with an older ${what}, ${names.length}: ${some}`);
  }
});

it.each(recordingNames())('recording %s is whole and was recorded from its scenario as it stands', async (name) => {
  const recording = await loadRecording(name);
  const { image, imageDigest, probeDigest: probe } = recording.kernel.provenance;
  if (probe !== probeDigest()) noted.probe.push(name);
  if (imageDigest !== readDescription(image).digest) noted.image.push(name);
  expect(recording.stale, `${name} is stale: npm run record -- ${name}`).toBe(false);
});
