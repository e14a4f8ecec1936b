/**
 * `npm run build`: `astro build` with its arguments. Where that fails, everything that is wrong in what authors wrote is
 * told behind it, with file, line and column.
 */
import { join } from 'node:path';
import { tellWhy } from '../check/tell-why.ts';
import { run } from './run.ts';

process.env.ASTRO_TELEMETRY_DISABLED = '1';
const astro = join('node_modules', 'astro', 'bin', 'astro.mjs');
process.exitCode = await run(process.execPath, [astro, 'build', ...process.argv.slice(2)]);
if (process.exitCode !== 0) await tellWhy();
