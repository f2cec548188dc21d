import type { Scheme } from '@mayfly/contracts';
import { maskNumber } from '@mayfly/iso8583';
import type { ApiAnswer, MayflyApi } from '../client/mayfly-api';
import type { Answer, MessageKey, Said, SaidKind, Transport } from './said';
import { Unanswered, unanswered } from './unanswered';

type Body = Readonly<Record<string, unknown>>;

/** How each kind is said over HTTP. */
const calls: Readonly<Record<SaidKind, (said: Said) => { path: string; body: Body }>> = {
  purchase: (said) => ({ path: '/v1/authorizations', body: requestOf(said) }),
  verification: (said) => ({
    path: '/v1/authorizations',
    body: { ...requestOf(said), kind: 'verification' },
  }),
  // Its clearing follows, see below.
  single_message: (said) => ({ path: '/v1/authorizations', body: requestOf(said) }),
  increment: ({ key, originalId = '', amountMinor, amountIs }) => ({
    path: `/v1/authorizations/${originalId}/increments`,
    body: { ...keyOf(key), amountMinor, ...(amountIs && { amountIs }) },
  }),
  reversal: ({ key, original, amountMinor }) => ({
    path: '/v1/reversals',
    body: {
      ...keyOf(original?.key ?? key),
      ...(amountMinor !== undefined && { amountMinor, amountIs: 'total', message: keyOf(key) }),
    },
  }),
  advice: (said) => ({ path: '/v1/advices', body: adviceOf(said) }),
  clearing: (said) => ({ path: '/v1/clearings', body: { ...adviceOf(said), final: said.final ?? true } }),
  refund: (said) => ({ path: '/v1/refunds', body: adviceOf(said) }),
  refund_settlement: (said) => ({ path: '/v1/refunds', body: { ...adviceOf(said), settled: true } }),
};

/** Signed JSON, as a network without lines of its own says it. */
export class HttpTransport implements Transport {
  readonly name = 'http';

  constructor(
    private readonly network: MayflyApi,
    readonly scheme: Scheme,
  ) {}

  async send(said: Said): Promise<Answer> {
    const answer = await this.call(said);
    if (said.kind !== 'single_message' || answer.de39 !== '00') return answer;
    const cleared = await this.call({ ...said, kind: 'clearing' });
    return cleared.de39 === '00' ? answer : cleared;
  }

  cutOff(said: Said): Promise<void> {
    const { path, body } = calls[said.kind](said);
    return this.network.cutOff(path, body);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private async call(said: Said): Promise<Answer> {
    const { path, body } = calls[said.kind](said);
    const startedMs = performance.now();
    const answer = await this.network.post(path, body).catch((error: unknown) => {
      const { why, message } = unanswered(error);
      throw new Unanswered(why, `POST ${path}: ${message}\n${shown(body)}`);
    });
    return answerOf(answer, {
      tookMs: performance.now() - startedMs,
      dump: `POST ${path} ${shown(body)}\n${answer.status} ${shown(answer.body)}`,
    });
  }
}

/** As a network reads a problem: the codes by which ISO 8583 says the same. */
const codesOfProblems: Readonly<Record<number, string>> = {
  400: '30',
  403: '58',
  404: '25',
  409: '94',
  503: '91',
};

function answerOf({ status, body }: ApiAnswer, told: Pick<Answer, 'tookMs' | 'dump'>): Answer {
  if (status >= 400) return { ...told, de39: codesOfProblems[status] ?? '96' };
  const { outcome, authorization } = body as { outcome?: string; authorization?: Body };
  const subject = outcome === undefined ? body : (authorization ?? {});
  return {
    ...told,
    // What is only acknowledged says nothing about the purchase.
    de39: outcome === undefined ? (text(body['de39']) ?? '96') : '00',
    ...defined('outcome', outcome),
    ...defined('authorizationId', text(subject['authorizationId'])),
    ...(outcome === undefined && {
      ...defined('approvalCode', text(body['approvalCode'])),
      ...defined('merchantAdviceCode', text(body['merchantAdviceCode'])),
      ...(typeof body['approvedMinor'] === 'number' && { approvedMinor: body['approvedMinor'] }),
    }),
  };
}

function defined<Name extends string>(name: Name, value: string | undefined): Partial<Record<Name, string>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, string>);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function keyOf({ acquirerId, terminalId, stan, transmittedAt }: MessageKey): Body {
  return { acquirerId, terminalId, stan, transmittedAt: transmittedAt.toISOString() };
}

function requestOf(said: Said): Body {
  const { card, amountMinor, currency, merchant, entryMode, partialAllowed, networkTransactionId } = said;
  return {
    ...keyOf(said.key),
    cardNumber: card.number,
    expiry: card.expiry,
    cvv2: card.cvv2,
    amountMinor,
    currency,
    merchant,
    entryMode,
    ...(partialAllowed && { partialAllowed }),
    networkTransactionId,
  };
}

function adviceOf(said: Said): Body {
  const { key, card, amountMinor, currency, merchant, entryMode, networkTransactionId } = said;
  return {
    ...keyOf(key),
    cardNumber: card.number,
    amountMinor,
    currency,
    merchant,
    entryMode,
    ...(networkTransactionId !== undefined && { original: { networkTransactionId } }),
  };
}

function shown(body: Body): string {
  return JSON.stringify(body, (name, value: unknown) => {
    if (name === 'cvv2') return '***';
    return name === 'cardNumber' && typeof value === 'string' ? maskNumber(value) : value;
  });
}
