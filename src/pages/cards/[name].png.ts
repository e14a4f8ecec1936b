import type { APIRoute, GetStaticPaths } from 'astro';
import { pngOf } from '../../cards/cache.ts';
import { allCards, type Card } from '../../cards/cards.ts';

/** Only a site that knows its address can say where its cards are. */
export const getStaticPaths: GetStaticPaths = async () =>
  import.meta.env.SITE ? (await allCards()).map((card) => ({ params: { name: card.name }, props: { card } })) : [];

/** A card, as it stands in the cache. */
export const GET: APIRoute<{ card: Card }> = async ({ props }) =>
  new Response(new Uint8Array(await pngOf(props.card)), { headers: { 'Content-Type': 'image/png' } });
