import type { Hue } from '../shared/hue.ts';

/** A map is a user namespace's. */
export const hues = (): readonly Hue[] => ['user'];
