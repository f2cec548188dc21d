import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a network or merchant signs: the message as it was on the wire. */
export interface SignedMessage {
  /** Upper case. */
  readonly method: string;
  /** With the query, as sent. */
  readonly path: string;
  readonly body: Buffer;
}

/** The two headers of a signature, as they came. */
export interface SignatureHeaders {
  /** `Mayfly-Timestamp`: Unix seconds. */
  readonly timestamp: string | undefined;
  /** `Mayfly-Signature`: `v1=` and 64 hexadecimal digits. */
  readonly signature: string | undefined;
}

export type SignatureVerdict = 'valid' | 'missing' | 'invalid' | 'expired';

/** A message signed longer ago, or further in the future, is a replay or comes from a clock that cannot be trusted. */
export const signatureWindowSeconds = 300;

/** HMAC-SHA256 over timestamp, method, path and raw body, joined by line feeds; hexadecimal. */
export function signatureOf(secret: string, timestamp: string, message: SignedMessage): string {
  return createHmac('sha256', secret)
    .update(`${timestamp}\n${message.method}\n${message.path}\n`)
    .update(message.body)
    .digest('hex');
}

/**
 * Checks a signature in constant time. Only a caller that holds the secret learns that its message is merely too old;
 * everybody else hears `invalid`.
 */
export function checkSignature(
  secret: string,
  headers: SignatureHeaders,
  message: SignedMessage,
  now: Date,
): SignatureVerdict {
  const { timestamp, signature } = headers;
  if (timestamp === undefined || signature === undefined) return 'missing';
  const claimed = /^v1=([0-9a-f]{64})$/.exec(signature)?.[1];
  if (claimed === undefined || !/^\d{1,12}$/.test(timestamp)) return 'invalid';
  const expected = signatureOf(secret, timestamp, message);
  if (!timingSafeEqual(Buffer.from(claimed, 'hex'), Buffer.from(expected, 'hex'))) return 'invalid';
  const ageSeconds = now.getTime() / 1000 - Number(timestamp);
  return Math.abs(ageSeconds) <= signatureWindowSeconds ? 'valid' : 'expired';
}
