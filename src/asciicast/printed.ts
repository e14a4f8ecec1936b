/** What of terminal output are characters to see: without escape sequences and control characters. */
export function printed(data: string): string {
  return data
    .replace(/\x1b[\]P_^][^\x07\x1b]*(?:\x07|\x1b\\|$)|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[ -/]*[0-Z\\-~]/g, '')
    .replace(/[\x00-\x1f\x7f]/g, '');
}
