/** Why a message got no answer. */
export type Why =
  | 'connection refused'
  | 'connection reset'
  | 'nobody can be reached'
  | 'no answer within 10 s'
  | 'the line went down'
  | 'too many in flight'
  | 'it cannot be said'
  | 'its answer cannot be read'
  | 'what it follows did not come about'
  | 'taken back, its answer was lost'
  | 'what it follows was taken back'
  | 'something else';

/** A message that got no answer, and why. */
export class Unanswered extends Error {
  constructor(
    readonly why: Why,
    message: string = why,
  ) {
    super(message);
  }
}

/** Two answers that may not both be: the service contradicts itself. */
export class Contradiction extends Error {
  constructor(
    message: string,
    /** Messages and answers for people, card numbers masked. */
    readonly dump: string,
  ) {
    super(message);
  }
}

const whyByCode: Readonly<Record<string, Why>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  EPIPE: 'connection reset',
  UND_ERR_SOCKET: 'connection reset',
  ENOTFOUND: 'nobody can be reached',
  EHOSTUNREACH: 'nobody can be reached',
  ENETUNREACH: 'nobody can be reached',
  ETIMEDOUT: 'nobody can be reached',
  UND_ERR_CONNECT_TIMEOUT: 'nobody can be reached',
};

/** Whatever a call failed by, as a message without an answer; what was told beside it stays in the text. */
export function unanswered(error: unknown): Unanswered {
  if (error instanceof Unanswered) return error;
  const { name, message, cause } = error as Partial<Error>;
  if (name === 'AbortError') return new Unanswered('no answer within 10 s');
  if (name === 'SyntaxError') return new Unanswered('its answer cannot be read', message);
  const { code } = (cause ?? error) as { code?: string };
  const why = whyByCode[code ?? ''];
  if (why !== undefined) return new Unanswered(why);
  return new Unanswered('something else', [message ?? String(error), code ?? []].flat().join(', '));
}
