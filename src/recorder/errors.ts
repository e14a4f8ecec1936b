/** A failure whose message is all the user needs: printed without a stack. */
export class RecorderError extends Error {
  override name = 'RecorderError';
}
