const started = performance.now();

/** Prints one line of progress with the seconds since the program began. */
export function say(message: string): void {
  const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(6);
  process.stderr.write(`${seconds}s  ${message}\n`);
}

/** Announces `what`, runs it, and says how long it took. */
export async function stage<T>(what: string, work: () => Promise<T>): Promise<T> {
  say(`${what} ...`);
  const from = performance.now();
  const result = await work();
  say(`${what}: ${((performance.now() - from) / 1000).toFixed(1)}s`);
  return result;
}
