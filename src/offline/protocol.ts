/** Files that a copy of the site holds: path from the site's root (pages without `index.html`), and digest of what is in it (`digestOf` in ./manifest.ts). */
export type Entries = Record<string, string>;

/** What the worker knows of a build. */
export interface Manifest {
  /** Text, style sheets, scripts, fonts: kept as a whole before the copy is called one. */
  text: Entries;
  /** Recordings: kept with the chapters that show them. */
  recordings: Entries;
  /** By page: the folders of the recordings it shows, and its revision, which the page says of itself. */
  pages: Record<string, { revision: string; shows: string[] }>;
}

/** What a page tells or asks a worker; it answers by the port that comes with it. */
export type FromPage =
  /** Whether the worker's build has this page as it is. Answered by a boolean. */
  | { type: 'current?'; address: string; revision: string }
  /** The page is being read: its recordings are to be kept. Answered by whether they are. */
  | { type: 'read'; address: string; revision: string }
  /** The reader wants the new version. */
  | { type: 'take' };
