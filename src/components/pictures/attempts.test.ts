import { expect, test } from 'vitest';
import { outcomeOf } from './attempts.ts';

test.each([
  ['only for root of the host', false, 'through'],
  ['euid=0(root)', false, 'through'],
  ['uid=1000(shibuya)', true, 'harmless'],
  ['Permission denied', false, 'refused'],
  ['mount: permission denied (are you root?)', false, 'refused'],
  ['Operation not permitted', false, 'refused'],
  ['Read-only file system', false, 'refused'],
  ['ls: /dev/vda: No such file or directory', false, 'refused'],
  ['privileged mode is incompatible with user namespaces', false, 'refused'],
] as const)('%s', (quoted, harmless, outcome) => {
  expect(outcomeOf(quoted, harmless, 'a.mdx:3')).toBe(outcome);
});

test('a refusal is not called harmless', () => {
  expect(() => outcomeOf('Permission denied', true, 'a.mdx:3: <Attempts>')).toThrow(
    'a.mdx:3: <Attempts>: "Permission denied" is a refusal',
  );
});
