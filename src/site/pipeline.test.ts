import { expect, test } from 'vitest';
import { eachPage, type Step, textOf } from './files.ts';
import { filesOf } from './fixtures/files.ts';
import { edited, elementsOf } from './html.ts';
import { runSteps, siteSteps } from './pipeline.ts';

const silent = { info: () => undefined, warn: () => undefined };

test('what changes pages comes before policies, and the worker, which lists all, is last', () => {
  expect(siteSteps('/').map(({ name }) => name)).toEqual(['modules', 'policy', 'unchecked', 'offline']);
});

test('a step sees what those before it made; one that fails ends it, with its name and the page', async () => {
  const files = filesOf({ 'index.html': 'a', 'x/index.html': 'a', 'y.js': 'a' });
  const add = (name: string, letter: string) => eachPage(name, (html) => html + letter);
  const broken: Step = eachPage('third', (html, path) => {
    if (path.startsWith('x/')) throw new Error('no');
    return html;
  });
  await expect(
    runSteps([add('first', 'b'), add('second', 'c'), broken, add('fourth', 'd')], files, silent),
  ).rejects.toThrow('third: x/index.html: no');
  expect(files.list().map((path) => textOf(files, path))).toEqual(['abc', 'abc', 'a']);
});

test('elements are those a browser finds, with their places', () => {
  const html = '<!doctype html><p>a<!-- <b>no</b> --><b x="1>2">yes</b><template><b>too</b></template>';
  const found = elementsOf(html, ['b']);
  expect(found.map(({ start, end, text, attributes }) => [html.slice(start, end), text, attributes])).toEqual([
    ['<b x="1>2">yes</b>', 'yes', { x: '1>2' }],
    ['<b>too</b>', 'too', {}],
  ]);
  expect(
    edited(
      html,
      found.map(({ start, inner }) => ({ start, end: inner, text: '<i>' })),
    ),
  ).toBe('<!doctype html><p>a<!-- <b>no</b> --><i>yes</b><template><i>too</b></template>');
});
