import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { listRecordings } from '../recording/load.ts';
import type { KernelFile } from '../recording/schema.ts';
import { RecorderError } from './errors.ts';
import { recoverRecordings, writeRecording } from './files.ts';
import type { Session } from './session.ts';

const folder = mkdtempSync(join(tmpdir(), 'recordings-'));
afterAll(() => rmSync(folder, { recursive: true }));
let root = '';
const session = (casts: Record<string, string>): Session => ({
  casts,
  kernel: { format: 1, recording: 'demo' } as KernelFile,
});
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');
const make = (name: string, files: Record<string, string>) => {
  mkdirSync(join(root, name), { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(root, name, file), text);
};

beforeEach(() => {
  root = mkdtempSync(join(folder, 'root-'));
  make('demo', {
    'scenario.yaml': 'title: x\n',
    'notes.md': 'mine',
    'host.cast': 'old',
    'gone.cast': 'old',
    'kernel.json': 'old',
  });
});

describe('writeRecording', () => {
  it('replaces casts and kernel.json, and keeps what was authored', () => {
    writeRecording('demo', session({ host: 'new' }), root);
    expect(readdirSync(root)).toEqual(['demo']);
    expect(readdirSync(join(root, 'demo')).sort()).toEqual(['host.cast', 'kernel.json', 'notes.md', 'scenario.yaml']);
    expect([read('demo', 'host.cast'), read('demo', 'notes.md')]).toEqual(['new', 'mine']);
    expect(JSON.parse(read('demo', 'kernel.json'))).toEqual({ format: 1, recording: 'demo' });
  });

  it('leaves all as it was when it cannot write, and says why in a sentence', () => {
    const unwritable = session({ host: 'new', ['x'.repeat(300)]: 'a name that no file system takes' });
    expect(() => writeRecording('demo', unwritable, root)).toThrow(RecorderError);
    expect(() => writeRecording('demo', unwritable, root)).toThrow(
      /^demo: cannot be written, what was recorded before stands as it was: ENAMETOOLONG/,
    );
    expect(readdirSync(root)).toEqual(['demo']);
    expect([read('demo', 'host.cast'), read('demo', 'kernel.json')]).toEqual(['old', 'old']);
  });
});

describe('what a killed recorder left', () => {
  it('is no recording', async () => {
    make('.demo.new', { 'scenario.yaml': '', 'kernel.json': '' });
    make('.demo.old', { 'scenario.yaml': '', 'kernel.json': '' });
    expect(await listRecordings(root)).toEqual(['demo']);
  });

  it('between the two renames is put back', async () => {
    rmSync(join(root, 'demo'), { recursive: true });
    make('.demo.old', { 'scenario.yaml': 'only copy', 'kernel.json': 'old' });
    make('.demo.new', { 'scenario.yaml': 'half' });
    recoverRecordings(root);
    expect(readdirSync(root)).toEqual(['demo']);
    expect(read('demo', 'scenario.yaml')).toBe('only copy');
  });

  it('before or after them is removed', () => {
    make('.demo.old', { 'kernel.json': 'older' });
    make('.other.new', { 'kernel.json': 'half' });
    make('.keep', {});
    recoverRecordings(root);
    expect(readdirSync(root)).toEqual(['.keep', 'demo']);
    expect(read('demo', 'kernel.json')).toBe('old');
  });

  it('is not lost by the next that writes', () => {
    rmSync(join(root, 'demo'), { recursive: true });
    make('.demo.old', { 'scenario.yaml': 'only copy' });
    writeRecording('demo', session({ host: 'new' }), root);
    expect(read('demo', 'scenario.yaml')).toBe('only copy');
    expect(existsSync(join(root, '.demo.old'))).toBe(false);
  });
});
