import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { canInstallPackages, installPackages, run } from './run.ts';

/** The headless shell first: the same engine without the desktop's browser around it, on a third of the processor time. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge',
];
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

/** Switches for every Chromium this project starts: as root in a container, without a GPU, silent on the network. */
export const CHROMIUM_SWITCHES = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.platform === 'linux' ? ['--no-sandbox'] : []),
];

/** Path of an installed Chromium: $CHROMIUM, else the system's, else Playwright's own; undefined where there is none. */
export async function findChromium(): Promise<string | undefined> {
  const given = process.env.CHROMIUM;
  if (given) {
    if (existsSync(given)) return given;
    throw new Error(`CHROMIUM names ${given}, which does not exist.`);
  }
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) if (existsSync(join(folder, name))) return join(folder, name);
  }
  const mac = process.platform === 'darwin' ? MAC.find((path) => existsSync(path)) : undefined;
  if (mac) return mac;
  const { chromium } = await import('playwright');
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

/**
 * {@link findChromium}, installing one where there is none: Playwright's download first, Debian's package next.
 * @throws saying what to do where neither works
 */
export async function ensureChromium(): Promise<string> {
  const found = await findChromium();
  if (found) return found;
  // Under root on Debian the package also brings the libraries that a bare download lacks.
  if (
    canInstallPackages() &&
    ((await installPackages('chromium-headless-shell')) || (await installPackages('chromium')))
  ) {
    const installed = await findChromium();
    if (installed) return installed;
  }
  console.log('Downloading Chromium for Playwright ...');
  const cli = createRequire(import.meta.url).resolve('playwright/cli.js');
  await run(process.execPath, [cli, 'install', 'chromium']);
  const downloaded = await findChromium();
  if (downloaded) return downloaded;
  throw new Error(
    'No Chromium found and none could be installed. Install one (Debian: sudo apt-get install chromium) or set CHROMIUM to its path.',
  );
}
