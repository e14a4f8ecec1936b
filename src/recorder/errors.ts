/** What the operating system refused (a full disk, a missing permission), as a sentence; anything else as it is. */
export function explained(error: unknown, what: string): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  return new RecorderError(`${what}: ${error.message}`, { cause: error });
}

/** A failure whose message is all the user needs: printed without a stack. */
export class RecorderError extends Error {
  override name = 'RecorderError';
}
