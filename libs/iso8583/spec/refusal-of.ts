import { Refusal } from '../src';

/** The refusal that a call ends in; fails when it ends otherwise. */
export function refusalOf(call: () => unknown): Refusal {
  try {
    call();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('was accepted');
}
