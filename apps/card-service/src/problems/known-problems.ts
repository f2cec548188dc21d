import { Problem, type FieldProblem } from './problem';

/** 404: there is no such thing, or it is not the caller's: the two look the same from outside. */
export function notFound(detail = 'There is nothing here, or it is not yours.'): Problem {
  return new Problem(404, 'not_found', 'Not found', { detail });
}

/** 400: fields are missing, unknown, or outside their range. */
export function validationFailed(errors: readonly FieldProblem[]): Problem {
  return new Problem(400, 'validation_failed', 'The request has invalid fields', { errors });
}

/** 409: the thing exists, but is in a state that does not allow this. */
export function conflict(code: string, title: string, detail?: string): Problem {
  return new Problem(409, code, title, detail === undefined ? {} : { detail });
}

/** 503: the database is away or the queue is full; nothing is known to have been written. */
export function temporarilyUnavailable(): Problem {
  return new Problem(503, 'temporarily_unavailable', 'The service is temporarily unavailable', {
    detail: 'Try again in a moment.',
    headers: { 'retry-after': '1' },
  });
}
