import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../http/problem';

/** One call with an Idempotency-Key: whose key it is, and what the key was used for. */
export interface IdempotentCall {
  /** The API key's id: two callers may choose the same key. */
  readonly principalId: string;
  /** SHA-256 of the caller's key: a caller may put anything there, and what it put there is not kept. */
  readonly key: string;
  /** SHA-256 of the operation and its fields: tells a repeat from another request under the same key. */
  readonly requestHash: Buffer;
}

/** Puts a call together; the order of the fields does not matter, and a field left out is the same as undefined. */
export function idempotentCall(
  principalId: string,
  key: string,
  operation: string,
  fields: object,
): IdempotentCall {
  const stated = Object.entries(fields as Readonly<Record<string, unknown>>)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const requestHash = createHash('sha256')
    .update(JSON.stringify([operation, stated]))
    .digest();
  return { principalId, key: createHash('sha256').update(key).digest('hex'), requestHash };
}

/** The header's value; throws 400 when it is missing, empty, too long or not printable ASCII. */
export function readIdempotencyKey(header: string | string[] | undefined): string {
  if (header === undefined) {
    throw new Problem(400, 'idempotency_key_missing', 'The header Idempotency-Key is missing');
  }
  if (typeof header !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(header)) {
    throw new Problem(400, 'idempotency_key_invalid', 'The header Idempotency-Key is invalid', {
      detail: 'Expected 1 to 255 printable ASCII characters without spaces.',
    });
  }
  return header;
}

/** Gives a controller's method the call's Idempotency-Key. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string =>
  readIdempotencyKey(context.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key']),
);
