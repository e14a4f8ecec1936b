import { ProbeError } from './errors.ts';
import { integer } from './numbers.ts';
import type { Mount } from './snapshot.ts';

/** Resolves the octal escapes that stand for separators: seq_escape() in fs/seq_file.c, proc_pid_mountinfo(5). */
function unescaped(text: string): string {
  return text.replace(/\\([0-3][0-7]{2})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

/**
 * One line of /proc/PID/mountinfo (show_mountinfo() in fs/proc_namespace.c); none for an empty line.
 *
 * What stands behind the source is options to the end of the line: not every file system escapes a space in them. A
 * comma in a value is escaped (seq_show_option() in include/linux/seq_file.h), so they are split before escapes are resolved.
 * @throws ProbeError when it is no such line
 */
export function parseMount(line: string): Mount[] {
  if (line === '') return [];
  const fields = line.split(' ');
  const dash = fields.indexOf('-', 6);
  const [id, parent, device = '', root = '', mountPoint = '', options = ''] = fields;
  if (dash < 0 || fields.length < dash + 4 || !/^\d+:\d+$/.test(device))
    throw new ProbeError(`mountinfo: not a line of it: ${JSON.stringify(line.slice(0, 120))}`);
  return [
    {
      id: integer(id, 'mountinfo'),
      parent: integer(parent, 'mountinfo'),
      device,
      root: unescaped(root),
      mountPoint: unescaped(mountPoint),
      options: options.split(','),
      propagation: fields.slice(6, dash),
      type: fields[dash + 1]!,
      source: unescaped(fields[dash + 2]!),
      superOptions: fields
        .slice(dash + 3)
        .join(' ')
        .split(',')
        .map(unescaped),
    },
  ];
}
