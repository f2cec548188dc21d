import { Inject, Injectable } from '@nestjs/common';
import { continueTrace } from '@mayfly/messaging';
import { answerTo, parseReplacementAmounts, type Message } from '@mayfly/iso8583';
import type { Log } from '@mayfly/process';
import type { Scheme } from '../access/principal';
import type { AuthorizationRequest } from '../authorizations/authorization';
import type { AdviceKind } from '../authorizations/close/advice';
import { BookAdvice } from '../authorizations/close/book-advice';
import { ClearAuthorization } from '../authorizations/close/clear-authorization';
import { ReverseByMessage } from '../authorizations/close/reverse-by-message';
import { FindOriginal } from '../authorizations/request/find-original';
import { RequestAuthorization } from '../authorizations/request/request-authorization';
import { RequestIncrement } from '../authorizations/request/request-increment';
import { Problem } from '../http/problem';
import { ServiceMetrics } from '../operation/service-metrics';
import { CLOCK, LOG, type Clock } from '../providers';
import type { Link } from '../links';
import { MessageFields } from './read-fields';
import { Unanswered } from './unanswered';
import { answerFieldsOf } from './write-answer';

type Handler = (fields: MessageFields, scheme: Scheme) => Promise<Record<number, string>>;

const approved = { 39: '00' };

/** Brings each message of a network to the use case that HTTP has for it, and its outcome into the fields of the answer. */
@Injectable()
export class AnswerMessage {
  /** By message type, without the digit that tells a repeat: a repeat is known by its key. */
  private readonly handlers: Readonly<Record<string, Handler>> = {
    '010': (fields, scheme) => this.request(fields, scheme),
    '012': (fields) => this.advise(fields, 'advice'),
    '020': (fields, scheme) => this.purchaseAtOnce(fields, scheme),
    '022': (fields) => this.advise(fields, fields.processing === '20' ? 'refund_settlement' : 'clearing'),
    '040': (fields) => this.reverse(fields),
    '042': (fields) => this.reverse(fields),
  };

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
    private readonly metrics: ServiceMetrics,
    private readonly requestAuthorization: RequestAuthorization,
    private readonly requestIncrement: RequestIncrement,
    private readonly originals: FindOriginal,
    private readonly clearAuthorization: ClearAuthorization,
    private readonly bookAdvice: BookAdvice,
    private readonly reverseByMessage: ReverseByMessage,
  ) {}

  /** The answer; undefined when nothing answers a message of this type. Never throws. */
  async execute(message: Message, link: Link): Promise<Message | undefined> {
    const handler = this.handlers[message.mti.slice(0, 3)];
    if (handler === undefined) return undefined;
    try {
      const fields = new MessageFields(message, link.networkId, this.clock.now());
      return answerTo(message, await handler(fields, link.scheme));
    } catch (error) {
      return answerTo(message, { 39: this.codeOf(error) });
    }
  }

  private async request(fields: MessageFields, scheme: Scheme): Promise<Record<number, string>> {
    if (fields.processing === '20') return this.advise(fields, 'refund');
    if (fields.private('10') !== undefined) return this.increment(fields, scheme);
    return (await this.authorize(fields, scheme)).answer;
  }

  private async authorize(fields: MessageFields, scheme: Scheme) {
    const arrivedMs = performance.now();
    const authorization = await this.requestAuthorization.execute(requestOf(fields));
    const { state, reasons } = authorization;
    this.metrics.authorizationAnswered(state, reasons[0] ?? state, (performance.now() - arrivedMs) / 1000);
    return { authorization, answer: answerFieldsOf(authorization, scheme) };
  }

  /** A single message that asks and collects: what is approved is cleared at once, under the same key. */
  private async purchaseAtOnce(fields: MessageFields, scheme: Scheme): Promise<Record<number, string>> {
    const { authorization, answer } = await this.authorize(fields, scheme);
    const { id, state, approvedMinor } = authorization;
    if (state !== 'approved' || id === null || approvedMinor === null) return answer;
    const { networkId, ...message } = fields.key;
    const amount = { minor: approvedMinor, as: 'delta' as const };
    await this.clearAuthorization.execute({ networkId, authorizationId: id, amount, final: true, message });
    return answer;
  }

  private async increment(fields: MessageFields, scheme: Scheme): Promise<Record<number, string>> {
    const { key, reference, amountMinor } = fields;
    const { original } = await this.originals.find({ ...reference, networkId: key.networkId });
    if (original === undefined) throw new Unanswered('25');
    const answer = await this.requestIncrement.execute({
      ...key,
      authorizationId: original.id,
      amount: { minor: amountMinor, as: fields.private('10') === 'T' ? 'total' : 'delta' },
      traceparent: continueTrace(undefined),
    });
    return answerFieldsOf(answer, scheme);
  }

  private async advise(fields: MessageFields, kind: AdviceKind): Promise<Record<number, string>> {
    const {
      key,
      reference,
      merchant,
      amountMinor,
      currency,
      entryMode,
      retrievalReference,
      networkTransactionId,
    } = fields;
    const isRefund = kind === 'refund' || kind === 'refund_settlement';
    await this.bookAdvice.execute({
      kind,
      key,
      cardNumber: fields.needed(2),
      reference: isRefund ? { ...reference, merchantId: merchant.id } : reference,
      amountMinor,
      currency,
      final: fields.private('11') !== 'P',
      merchant,
      entryMode,
      retrievalReference,
      networkTransactionId,
      traceparent: continueTrace(undefined),
    });
    return approved;
  }

  private async reverse(fields: MessageFields): Promise<Record<number, string>> {
    const { networkId, ...message } = fields.key;
    const left = parseReplacementAmounts(fields.message.fields[95] ?? '')?.transaction;
    await this.reverseByMessage.execute({
      original: fields.originalKey ?? { networkId, ...message },
      reference: fields.reference,
      amount: left === undefined || left === 0n ? undefined : { minor: left, as: 'total' },
      message,
    });
    return approved;
  }

  private codeOf(error: unknown): string {
    if (error instanceof Unanswered) return error.de39;
    if (error instanceof Problem) {
      if (error.code === 'duplicate_with_other_content') return '94';
      if (error.status === 503) return '91';
      if (error.status === 404) return '25';
    }
    this.log.error(
      { error: error instanceof Error ? error.message : 'failed' },
      'a message could not be answered',
    );
    return '96';
  }
}

/** A zero amount is a verification, and only that. */
function requestOf(fields: MessageFields): AuthorizationRequest {
  const { amountMinor, key } = fields;
  if (fields.processing !== '00') throw new Unanswered('57');
  const isVerification = fields.message.fields[25] === '51';
  if (isVerification !== (amountMinor === 0n)) throw new Unanswered('13');
  const cvv2 = fields.private('92');
  if (cvv2 === undefined) throw new Unanswered('30');
  return {
    ...key,
    kind: isVerification ? 'verification' : 'purchase',
    cardNumber: fields.needed(2),
    expiry: fields.needed(14),
    cvv2,
    amountMinor,
    currency: fields.currency,
    merchant: fields.merchant,
    entryMode: fields.entryMode,
    partialAllowed: fields.private('61') === '1',
    retrievalReference: fields.retrievalReference,
    networkTransactionId: fields.networkTransactionId,
    traceparent: continueTrace(undefined),
  };
}
