/** What the guest said does not have the form its parser knows, or lacks something that every picture needs. */
export class ProbeError extends Error {
  override name = 'ProbeError';
}
