import { FramePlayer } from './frames.client.ts';
import type { Frames } from './model.ts';

/** A film that has not come after this long is done without, in milliseconds. */
const PATIENCE_MS = 10_000;

/** Plays a film in an element, from its beginning. */
export const playFilm = (element: Element, film: Frames): FramePlayer => new FramePlayer(element, film);

/**
 * Fetches what a program that redraws its screen showed: headers and body.
 *
 * @param signal ends it
 * @throws when it cannot be fetched, is no film, or takes too long
 */
export async function loadFilm(url: string, signal: AbortSignal): Promise<Frames> {
  const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]) });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const film = (await response.json()) as Frames | null;
  if (!Array.isArray(film?.rows) || !Array.isArray(film.frames)) throw new Error(`${url}: no film`);
  return film;
}
