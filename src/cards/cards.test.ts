import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { CACHE, fileOf } from './cache.ts';
import { allCards } from './cards.ts';
import { CARD_SIZE } from './names.ts';

const cards = await allCards();

it('every card stands in the cache as its page is now, and no other does: npm run build with SITE_URL draws them', () => {
  expect(readdirSync(CACHE).toSorted()).toEqual(cards.map((card) => basename(fileOf(card))).toSorted());
});

it('a card is a PNG of the size that is said of it', () => {
  for (const card of cards) {
    const png = readFileSync(fileOf(card));
    expect(png.subarray(1, 4).toString('latin1'), card.name).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)], card.name).toEqual([CARD_SIZE.width, CARD_SIZE.height]);
    expect(png.length, card.name).toBeLessThan(150_000);
  }
});

it('another word on a card, or another style, is another file', () => {
  const [card] = cards as [(typeof cards)[number]];
  expect(fileOf({ ...card, markup: `${card.markup} ` })).not.toBe(fileOf(card));
});
