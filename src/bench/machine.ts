import { cpus, platform, release, totalmem } from 'node:os';
import type { Browser } from 'playwright';

/** What the numbers were measured on. */
export interface Machine {
  processor: string;
  cores: number;
  /** GB of memory. */
  memory: number;
  system: string;
  node: string;
  browser: string;
  date: string;
}

export function machine(browser: Browser): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memory: Math.round(totalmem() / 1e9),
    system: `${platform()} ${release()}`,
    node: process.version,
    browser: `Chromium ${browser.version()}`,
    date: new Date().toISOString(),
  };
}
