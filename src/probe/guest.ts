/**
 * A Linux that runs a probe and answers with text: QEMU's agent, a serial line of a machine in the page.
 * The scripts of this folder must be there first: {@link installation}.
 */
export interface Guest {
  /**
   * Runs a shell script as root.
   * @param seconds limit; the guest's own where absent
   * @returns its standard output, read by {@link decode}
   * @throws when it exits with another status than 0 or takes too long
   */
  run(script: string, seconds?: number): Promise<string>;
}

/** Where the probe's scripts are in a guest. */
export const PROBE_FOLDER = '/usr/local/lib/probe';

/** A word as sh takes it. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** The command that runs one of the probe's scripts. */
export function command(script: 'probe' | 'files' | 'layers' | 'sample', ...args: string[]): string {
  return [`${PROBE_FOLDER}/${script}.sh`, ...args.map(quoted)].join(' ');
}

/**
 * A shell script that puts files into a guest, for any POSIX shell and without a program that a small system may lack:
 * scripts can be changed without a new disk or a new machine.
 * @param files their text, which ends with a newline, by absolute path; those whose name ends in `.sh` become executable
 */
export function installation(files: Record<string, string>): string {
  const folders = new Set(Object.keys(files).map((path) => quoted(path.slice(0, path.lastIndexOf('/') + 1))));
  const scripts = Object.entries(files).map(([path, text]) => {
    let end = 'END';
    while (text.split('\n').includes(end)) end += '_';
    const put = `cat > ${quoted(path)} <<'${end}'\n${text}${end}`;
    return path.endsWith('.sh') ? `${put}\nchmod 755 ${quoted(path)}` : put;
  });
  return [`mkdir -p ${[...folders].join(' ')}`, ...scripts].join('\n');
}
