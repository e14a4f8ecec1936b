/**
 * `node src/scripts/on-node.js FILE [ARGUMENT...]`: runs a program of ours on the Node that the lockfile brings for this
 * platform, whatever Node runs this. It is what npm scripts begin with: npm 10 leaves no `node` in `node_modules/.bin`
 * (it takes away what packages for other platforms would have put there, which has the same name).
 *
 * JavaScript, and nothing that Node 20 lacks.
 */
import { spawn } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** TypeScript is read without a flag since then. */
const LEAST = [22, 18];

const require = createRequire(import.meta.url);
const { optionalDependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

/** The program of the package that fits this platform; undefined where none is installed. */
function pinned() {
  for (const name of Object.keys(optionalDependencies)) {
    let manifest;
    try {
      manifest = require.resolve(`${name}/package.json`);
    } catch {
      continue;
    }
    const { os, cpu, bin } = JSON.parse(readFileSync(manifest, 'utf8'));
    if (os === process.platform && cpu === process.arch) return join(dirname(manifest), bin.node);
  }
  return undefined;
}

const [file, ...rest] = process.argv.slice(2);
const program = pinned();
if (program === undefined) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < LEAST[0] || (major === LEAST[0] && minor < LEAST[1])) {
    console.error(
      `There is no Node for ${process.platform}/${process.arch} in node_modules. Run npm ci --include=optional; where that ` +
        `brings none, use Node ${LEAST.join('.')} or later (this is ${process.versions.node}).`,
    );
    process.exit(1);
  }
}
if (program === undefined || resolve(process.execPath) === resolve(program)) {
  process.argv = [process.execPath, resolve(file), ...rest];
  await import(pathToFileURL(resolve(file)).href);
} else {
  try {
    // For npx, which looks there too.
    const bin = join(dirname(program), '..', '..', '.bin');
    symlinkSync(relative(bin, program), join(bin, 'node'));
  } catch {
    // It is there, or cannot be.
  }
  const PATH = `${dirname(program)}${delimiter}${process.env.PATH ?? ''}`;
  const child = spawn(program, [file, ...rest], { stdio: 'inherit', env: { ...process.env, PATH } });
  // Ctrl-C reaches both by itself; the child decides when it has ended.
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`${program}: ${error.message}`);
    process.exit(1);
  });
  child.on('close', (status, signal) => {
    process.exitCode = status ?? 128 + (signal === 'SIGINT' ? 2 : 15);
  });
}
