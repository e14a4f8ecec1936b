import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * What a browser drew, from the file where it was kept, or drawn now and kept there: never half of it.
 * @param file from the project's root; its name follows from all that is drawn from
 */
export async function kept(file: string, draw: () => Promise<string | Buffer>): Promise<Buffer> {
  if (existsSync(file)) return readFileSync(file);
  const drawn = Buffer.from(await draw());
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, drawn);
  renameSync(`${file}.part`, file);
  return drawn;
}
