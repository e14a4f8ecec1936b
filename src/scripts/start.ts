/** `npm start`: builds the site and serves it at http://localhost:4321. */
import { tellWhy } from '../check/tell-why.ts';
import { readBasePath } from '../site/address.ts';
import { serve, stopOnSignal } from './serve.ts';

const PORT = 4321;

process.env.ASTRO_TELEMETRY_DISABLED = '1';
const { build } = await import('astro');
let base = '/';
try {
  base = readBasePath(process.env.BASE_PATH);
  await build({ root: process.cwd() });
} catch (error) {
  console.error(`\nThe site could not be built. ${error instanceof Error ? error.message : String(error)}`);
  await tellWhy();
  process.exit(1);
}
const served = await serve('dist', PORT, base);
stopOnSignal(served);
if (served.port !== PORT) console.log(`\nPort ${PORT} is taken, so this is on ${served.port}.`);
console.log(`\n  ${served.address}\n\nStop with Ctrl-C.`);
