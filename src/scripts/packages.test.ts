import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Locked {
  version: string;
  integrity?: string;
  resolved?: string;
  os?: string | string[];
  cpu?: string | string[];
  bin?: Record<string, string>;
}
interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
const locked = Object.entries(packages).filter(([path]) => path !== '');

describe('what npm ci installs', () => {
  it('has a checksum in the lockfile, of every package, for every platform', () => {
    expect(locked.length).toBeGreaterThan(500);
    const unpinned = locked.filter(([, { integrity }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''));
    expect(unpinned.map(([path]) => path)).toEqual([]);
  });

  it('comes from the registry', () => {
    const elsewhere = locked.filter(
      ([, { resolved }]) => resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'),
    );
    expect(elsewhere.map(([path]) => path)).toEqual([]);
  });

  it('runs no program while it is installed', () => {
    expect(readFileSync('.npmrc', 'utf8').split('\n')).toContain('ignore-scripts=true');
  });

  it('is asked for by exact versions', () => {
    const { dependencies, devDependencies, optionalDependencies } = manifest;
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }))
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
  });
});

describe('the Node of npm scripts', () => {
  const nodes = Object.keys(manifest.optionalDependencies).map(
    (name) => [name, packages[`node_modules/${name}`]!] as const,
  );

  it('is a package for each platform, and one of them only fits each', () => {
    const platforms = nodes.map(([, { os, cpu }]) => `${[os].flat()}/${[cpu].flat()}`);
    expect(platforms.sort()).toEqual(['darwin/arm64', 'darwin/x64', 'linux/arm64', 'linux/x64', 'win32/x64']);
    for (const [name, { bin }] of nodes) expect(bin, name).toHaveProperty('node');
  });

  it('is the one that runs this', () => {
    const [name, here] = nodes.find(([, { os, cpu }]) => os === process.platform && cpu === process.arch) ?? [];
    expect(here, `a Node for ${process.platform}/${process.arch}`).toBeDefined();
    expect(process.versions.node).toBe(manifest.optionalDependencies[name!]);
  });
});
