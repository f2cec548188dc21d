import { HttpException } from '@nestjs/common';
import { isRetriable, Overloaded } from '@mayfly/postgres';
import {
  bodyTooLarge,
  internalError,
  malformedRequest,
  notFound,
  temporarilyUnavailable,
  unsupportedMediaType,
} from './known-problems';
import { Problem } from './problem';

/** Turns anything thrown into the problem that the caller sees; what nobody foresaw becomes a bare 500. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  if (isRetriable(thrown) || thrown instanceof Overloaded) return temporarilyUnavailable();
  if (thrown instanceof HttpException) return problemOfStatus(thrown.getStatus());
  // Fastify's own, of requests that it refuses before there is a route.
  if (thrown instanceof Error && 'statusCode' in thrown) return problemOfStatus(thrown.statusCode);
  return internalError();
}

function problemOfStatus(status: unknown): Problem {
  switch (status) {
    case 400:
      return malformedRequest();
    case 404:
      return notFound();
    case 413:
      return bodyTooLarge();
    case 415:
      return unsupportedMediaType();
    case 503:
      return temporarilyUnavailable();
    default:
      return internalError();
  }
}
