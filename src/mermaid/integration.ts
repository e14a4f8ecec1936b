import type { AstroIntegration } from 'astro';
import { stopDrawing } from './draw.ts';

/** Ends the browser that drew what the cache did not have. */
export const mermaidBrowser = (): AstroIntegration => ({
  name: 'mermaid-browser',
  hooks: { 'astro:build:done': stopDrawing, 'astro:server:done': stopDrawing },
});
