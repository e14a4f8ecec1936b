import { drawMermaid, stopDrawing } from '../src/mermaid/draw.ts';
import { expect, test } from './support/test.ts';

test.afterAll(stopDrawing);

test('drawings that chapters ask for at once are those they get alone', async () => {
  const source = (name: string) =>
    `flowchart TD\naccTitle: ${name}\naccDescr: ${name}から次へ\n${name}1["${name}"] --> ${name}2["次"]\nsubgraph s["組"]\n${name}2 --> ${name}3\nend`;
  const names = ['a', 'b', 'c', 'd'];
  const together = await Promise.all(names.map((name) => drawMermaid(source(name), `m-${name}`)));
  for (const [i, name] of names.entries()) expect(together[i], name).toBe(await drawMermaid(source(name), `m-${name}`));
});
