import { expect, it } from 'vitest';
import { loadRecording } from '../recording/load.ts';
import { recordingNames } from './files.ts';

it.each(recordingNames())('recording %s is whole and was recorded from its scenario as it stands', async (name) => {
  const recording = await loadRecording(name);
  expect(recording.stale, `${name} is stale: npm run record -- ${name}`).toBe(false);
});
