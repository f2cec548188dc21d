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

/** 400: the body is no JSON, or not what a JSON body may be here. */
export function malformedJson(): Problem {
  return new Problem(400, 'malformed_json', 'The body is not valid JSON');
}

/** 400: the request itself cannot be read: its URL, its headers or its framing. */
export function malformedRequest(): Problem {
  return new Problem(400, 'malformed_request', 'The request is malformed');
}

/** 405: the path exists, the method does not. */
export function methodNotAllowed(allowed: readonly string[]): Problem {
  return new Problem(405, 'method_not_allowed', 'This method is not allowed here', {
    headers: { allow: allowed.join(', ') },
  });
}

/** 413: the body is larger than any message here can be. */
export function bodyTooLarge(): Problem {
  return new Problem(413, 'body_too_large', 'The body is too large');
}

/** 415: bodies are JSON. */
export function unsupportedMediaType(): Problem {
  return new Problem(415, 'unsupported_media_type', 'Bodies have to be application/json');
}

/** 500: a fault of ours; the log knows more under the request's id. */
export function internalError(): Problem {
  return new Problem(500, 'internal_error', 'Something went wrong on our side');
}
