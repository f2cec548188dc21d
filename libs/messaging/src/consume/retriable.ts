/** Says whether an error means that something this process needs is away for now, so that trying again later can help. */
export type IsRetriable = (error: unknown) => boolean;

/** Says whether an error means that the work took too long, so that less of it at once can help, and the same again hardly. */
export type IsTooSlow = (error: unknown) => boolean;

/** True for an error that says of itself that it can be retried: `error.retriable === true`. */
export function saysRetriable(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'retriable' in error && error.retriable === true;
}
