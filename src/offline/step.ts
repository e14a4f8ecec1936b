import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { eachPage, type Step } from '../site/files.ts';
import { manifestOf, withRevision } from './manifest.ts';

const ENTRY = fileURLToPath(new URL('./worker.ts', import.meta.url));

/** Writes the service worker, with the list of what it keeps for reading offline. Behind every step that changes a file. */
export const keepOffline: Step = {
  name: 'offline',
  async run(files, effects) {
    await eachPage('revision', withRevision).run(files, effects);
    const manifest = manifestOf(files);
    const built = await build({
      configFile: false,
      logLevel: 'error',
      define: { 'process.env.NODE_ENV': '"production"', __MANIFEST__: JSON.stringify(manifest) },
      build: { write: false, lib: { entry: ENTRY, formats: ['iife'], name: 'worker', fileName: 'sw' } },
    });
    const outputs = (Array.isArray(built) ? built : [built]).flatMap((result) =>
      'output' in result ? result.output : [],
    );
    const code = outputs.find((output) => output.type === 'chunk')?.code;
    if (code === undefined) throw new Error('the worker came out empty');
    files.write('sw.js', code);
    effects.info(
      `sw.js keeps ${Object.keys(manifest.text).length} files of text at once, ${Object.keys(manifest.recordings).length} of recordings with their chapters`,
    );
  },
};
