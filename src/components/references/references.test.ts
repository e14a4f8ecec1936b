import { describe, expect, test } from 'vitest';
import { getReferences, parseReferences } from './references.ts';

const GOOD = `ns:
  title: namespaces(7)
  url: https://man7.org/
  publisher: Linux man-pages
  date: '2024-06-13'
  accessed: '2026-11-24'
`;

test('a source is read by its id', () => {
  expect(parseReferences(GOOD, 'r.yaml').get('ns')?.publisher).toBe('Linux man-pages');
});

describe('errors name file, line and field', () => {
  test.each([
    ['a missing field', GOOD.replace(/ {2}publisher.*\n/, ''), /^r\.yaml:1:1: ns\.publisher: is missing/],
    ['an unknown field', `${GOOD}  colour: red\n`, /^r\.yaml:7:3: ns\.colour: "colour" is not known here/],
    ['a wrong address', GOOD.replace('https://man7.org/', 'man7'), /^r\.yaml:3:\d+: ns\.url: /],
    ['a date that is none', GOOD.replace("'2024-06-13'", "'June 2024'"), /^r\.yaml:5:\d+: ns\.date: /],
    ['broken YAML', `${GOOD}  : : [\n`, /^r\.yaml:7:5: /],
  ])('%s', (_name, text, message) => {
    expect(() => parseReferences(text, 'r.yaml')).toThrow(message);
  });
});

test("the site's own list is sound", () => {
  expect(getReferences().size).toBeGreaterThan(0);
});
