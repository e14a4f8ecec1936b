/*
 * Capability masks as the kernel prints them: capabilities(7), include/uapi/linux/capability.h.
 * Bit n of a mask is the capability whose number is n.
 */

/** The five sets of a thread, in the order /proc/PID/status prints them. */
export const CAPABILITY_SETS = ['inheritable', 'permitted', 'effective', 'bounding', 'ambient'] as const;

/** One of the five sets. */
export type CapabilitySet = (typeof CAPABILITY_SETS)[number];

/**
 * Whether a mask holds a capability.
 * @param mask hexadecimal digits, the highest first
 * @param bit the capability's number, from 0
 */
export function holds(mask: string, bit: number): boolean {
  const digit = Number.parseInt(mask[mask.length - 1 - (bit >> 2)] ?? '0', 16);
  return ((digit >> (bit & 3)) & 1) === 1;
}

/** The numbers of all capabilities a mask holds, ascending. */
export function bitsOf(mask: string): number[] {
  return Array.from({ length: mask.length * 4 }, (_, bit) => bit).filter((bit) => holds(mask, bit));
}
