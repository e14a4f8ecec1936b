import { z } from 'astro/zod';

/** What a chapter says of itself before its text. */
export const frontMatter = z.strictObject({
  /** First line of the heading: the subject. */
  title: z.string().min(1),
  /** Second line of the heading: what this section makes of it. */
  idea: z.string().min(1),
  /** The question the section answers, as a reader would ask it. */
  lead: z.string().min(1),
  /** One or two sentences for search results and link previews. */
  description: z.string().min(1),
  /** When its facts were last looked up: YYYY-MM-DD. */
  updated: z.date({ error: 'write a date, YYYY-MM-DD, without quotes' }),
});
