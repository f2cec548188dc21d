import { Problem } from '../http/problem';

/** 409: another call with this key is under way, or lost its claim to one. */
export function keyInFlight(): Problem {
  return new Problem(
    409,
    'idempotency_key_in_flight',
    'A request with this Idempotency-Key is being processed',
    {
      detail: 'Repeat the request in a moment to get its answer.',
      headers: { 'retry-after': '1' },
    },
  );
}

/** 422: the key was used for a request that was not the same. */
export function keyReused(): Problem {
  return new Problem(422, 'idempotency_key_reused', 'This Idempotency-Key was used for another request');
}
