import { describe, expect, it } from 'vitest';
import { parseMount } from './mounts.ts';
import { overlayDirectories } from './overlay-mount.ts';

/** As the kernel shows an overlay with these options (seq_show_option() escapes a value). */
const shown = (...options: [key: string, value: string][]) => {
  const escaped = (text: string) =>
    text.replace(/[, \t\n\\]/g, (c) => `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}`);
  const text = options.map(([key, value]) => `,${key}=${escaped(value)}`).join('');
  return parseMount(`36 35 0:50 / /m rw - overlay overlay rw${text}`)[0]!;
};

describe('overlayDirectories', () => {
  it('names them lowest first, as they were written', () => {
    expect(overlayDirectories(shown(['lowerdir', 'tools:alpine'], ['upperdir', 'upper'], ['workdir', 'work']))).toEqual(
      {
        lower: ['alpine', 'tools'],
        upper: 'upper',
      },
    );
    expect(overlayDirectories(parseMount('1 0 8:1 / / rw - ext4 /dev/vda rw')[0]!)).toBeUndefined();
  });

  it('reads one option a layer as it reads a list', () => {
    const one = shown(['lowerdir+', '/top'], ['lowerdir+', '/low'], ['datadir+', '/data'], ['upperdir', '/up']);
    expect(overlayDirectories(one)).toEqual({ lower: ['/low', '/top'], data: ['/data'], upper: '/up' });
    const list = shown(['lowerdir', '/top:/low::/data'], ['upperdir', '/up']);
    expect(overlayDirectories(list)).toEqual(overlayDirectories(one));
  });

  it.each([
    ['a colon', '/a\\:b:/c', ['/c', '/a:b']],
    ['a comma', '/srv/app,v2:/srv/base', ['/srv/base', '/srv/app,v2']],
    ['an escaped comma', '/a\\,b:/c', ['/c', '/a,b']],
    ['spaces', '/home/u/Larian Studios:/b', ['/b', '/home/u/Larian Studios']],
    ['a backslash before a separator', '/a\\\\:/c', ['/c', '/a\\']],
    ['a newline and a tab', '/a\nb\tc:/d', ['/d', '/a\nb\tc']],
    ['an equals sign', '/a=b:/c', ['/c', '/a=b']],
    ['an octal escape that is a name', '/a\\\\054b', ['/a\\054b']],
  ])('reads directories with %s in their names', (_what, lowerdir, lower) => {
    expect(overlayDirectories(shown(['lowerdir', lowerdir], ['upperdir', '/u']))).toEqual({ lower, upper: '/u' });
  });

  it('takes a backslash of lowerdir+ as a character, of upperdir as an escape', () => {
    expect(overlayDirectories(shown(['lowerdir+', '/a\\:b'], ['upperdir', '/u\\:v']))).toEqual({
      lower: ['/a\\:b'],
      upper: '/u:v',
    });
  });

  it('reads directories whose spaces the file system does not escape', () => {
    const [mount] = parseMount(
      '289 45 0:173 / /home/u/My\\040Game\\0403 rw,relatime shared:232 - overlay overlay rw,seclabel,lowerdir=/home/u/Larian Studios/x - y:/home/u/base,upperdir=/tmp/g/upper,workdir=/tmp/g/work',
    );
    expect(mount!.mountPoint).toBe('/home/u/My Game 3');
    expect(overlayDirectories(mount!)).toEqual({
      lower: ['/home/u/base', '/home/u/Larian Studios/x - y'],
      upper: '/tmp/g/upper',
    });
  });
});
