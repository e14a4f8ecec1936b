import type { Provenance } from '../recording/schema.ts';

/** Seconds as a reader says them: `12.4秒`, `2分5秒`. */
export function durationText(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)}秒`;
  const whole = Math.round(seconds);
  return whole % 60 === 0 ? `${whole / 60}分` : `${Math.floor(whole / 60)}分${whole % 60}秒`;
}

/** An ISO date as `2026年11月24日`, by UTC as it was written down. */
export function dateText(iso: string): string {
  return new Intl.DateTimeFormat('ja-JP', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso));
}

/** Where and when a recording was made. */
export function provenanceText(p: Provenance): string[] {
  return [
    p.distribution,
    `Linux ${p.kernel}`,
    ...(p.docker === null ? [] : [`Docker ${p.docker}`]),
    `${dateText(p.recordedAt)}に記録`,
    p.accelerator === 'tcg' ? `QEMU ${p.qemu}（エミュレーションなので実機より遅い）` : `QEMU ${p.qemu}（KVM）`,
  ];
}

/** A key of a scenario as keyboards label it: `C-c` is `Ctrl+C`. */
export function keyText(key: string): string {
  const control = /^C-(.)$/.exec(key);
  return control ? `Ctrl+${control[1]!.toUpperCase()}` : key;
}
