/** What of terminal output are characters to see: without escape sequences and control characters. */
export function printed(data: string): string {
  return data
    .replace(
      /(?:\x1b[\]P_^]|[\x90\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c|$)|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b[ -/]*[0-Z\\-~]/g,
      '',
    )
    .replace(/[\x00-\x1f\x7f-\x9f]/g, '');
}
