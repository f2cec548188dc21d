import { Problem } from '../http/problem';
import type { SignatureVerdict } from './message-signature';

const askForAKey = { 'www-authenticate': 'Bearer' };

/** 401: the call carries no API key. */
export function apiKeyMissing(): Problem {
  return new Problem(401, 'api_key_missing', 'An API key is needed', {
    detail: 'Send it as "Authorization: Bearer <key>".',
    headers: askForAKey,
  });
}

/** 401: nobody has this API key, or it was revoked or has expired. */
export function apiKeyInvalid(): Problem {
  return new Problem(401, 'api_key_invalid', 'The API key is not valid', { headers: askForAKey });
}

/** 503: the caller's signing secret cannot be read here; its vault key is missing in the settings. */
export function signingSecretUnreadable(): Problem {
  return new Problem(503, 'signing_secret_unreadable', 'The signing secret of this API key cannot be read', {
    detail: 'The service lacks a key of its vault: tell its operator.',
    headers: { 'retry-after': '60' },
  });
}

/** 403: the caller is known, and this is not for its role. */
export function roleNotAdmitted(): Problem {
  return new Problem(403, 'role_not_admitted', 'This is not open to your role');
}

/** 409: the call is remembered still, and the secrets that it was answered with are not. */
export function issuedKeyErased(): Problem {
  return new Problem(409, 'api_key_secrets_erased', 'The secrets of this key are not kept any more', {
    detail: 'Revoke the key and have another one issued.',
  });
}

const signatureProblems = {
  missing: ['signature_missing', 'The message is not signed'],
  invalid: ['signature_invalid', 'The signature does not fit the message'],
  expired: ['signature_expired', 'The message was signed too long ago, or in the future'],
} as const satisfies Record<Exclude<SignatureVerdict, 'valid'>, readonly [string, string]>;

/** 401: a network's or merchant's message is unsigned, forged or outside the time window. */
export function signatureProblem(verdict: Exclude<SignatureVerdict, 'valid'>): Problem {
  const [code, title] = signatureProblems[verdict];
  return new Problem(401, code, title, {
    detail: 'See Mayfly-Timestamp and Mayfly-Signature in the description of the API.',
  });
}
