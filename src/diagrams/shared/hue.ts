import type { NamespaceType } from '../../kernel/snapshot.ts';

/**
 * In which colour a step is marked where it changes a picture: that of a namespace type, for saturated hues mean
 * namespaces and nothing else, or ink.
 */
export type Hue = NamespaceType | 'ink';
