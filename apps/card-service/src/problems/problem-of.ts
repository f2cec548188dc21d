import { HttpException } from '@nestjs/common';
import { isUnavailable, Overloaded } from '@mayfly/postgres';
import {
  bodyTooLarge,
  internalError,
  malformedJson,
  malformedRequest,
  notFound,
  temporarilyUnavailable,
  unsupportedMediaType,
} from './known-problems';
import { Problem } from './problem';

/** Turns anything thrown into the problem that the caller sees; what nobody foresaw becomes a bare 500. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  if (isUnavailable(thrown) || thrown instanceof Overloaded) return temporarilyUnavailable();
  if (thrown instanceof HttpException) return problemOfStatus(thrown.getStatus());
  if (thrown instanceof Error && 'statusCode' in thrown && typeof thrown.statusCode === 'number') {
    return problemOfFastify(thrown.statusCode, 'code' in thrown ? thrown.code : undefined);
  }
  return internalError();
}

/** Fastify's JSON parser gives its errors the status 400 and, but for an empty body, no code. */
function problemOfFastify(status: number, code: unknown): Problem {
  const isOfTheBody = code === undefined || code === 'FST_ERR_CTP_EMPTY_JSON_BODY';
  return status === 400 && isOfTheBody ? malformedJson() : problemOfStatus(status);
}

function problemOfStatus(status: number): Problem {
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
