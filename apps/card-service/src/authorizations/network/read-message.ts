import type { BoundMerchant, PartyPrincipal } from '../../access/principal';
import type { AuthorizationRequest, NetworkMessageKey } from '../authorization';
import { validationFailed } from '../../http/known-problems';
import { Problem } from '../../http/problem';
import type { AuthorizeDto } from './authorize.dto';
import type { MessageKeyDto } from './message-key.dto';

/** Clocks may be a day off, and repeats come late; further away the instant is a mistake. */
const furthestMs = 7 * 24 * 60 * 60 * 1000;

/**
 * Reads a message whose fields are in order one by one.
 *
 * @param traceparent of the call itself: what it causes is part of its trace
 * @throws Problem 400 when amount and kind do not go together, or the transmission time is absurd; 403 when a merchant states
 * to be another, or is bound to none
 */
export function readMessage(
  message: AuthorizeDto,
  sender: PartyPrincipal,
  traceparent: string,
  now: Date,
): AuthorizationRequest {
  const { kind = 'purchase', merchant } = message;
  if (sender.role === 'merchant') admitMerchant(sender, merchant);
  if ((kind === 'verification') !== (message.amountMinor === 0)) {
    const problem = kind === 'verification' ? 'must be 0 for a verification' : 'must not be 0 for a purchase';
    throw validationFailed([{ field: 'amountMinor', problem }]);
  }
  return {
    networkId: sender.partyId,
    kind,
    cardNumber: message.cardNumber,
    expiry: message.expiry,
    cvv2: message.cvv2,
    amountMinor: BigInt(message.amountMinor),
    currency: message.currency,
    merchant: { id: merchant.id, name: merchant.name, mcc: merchant.mcc, country: merchant.country },
    entryMode: message.entryMode,
    ...keyOf(message, now),
    partialAllowed: message.partialAllowed ?? false,
    retrievalReference: message.retrievalReference,
    networkTransactionId: message.networkTransactionId,
    traceparent,
  };
}

/** A merchant speaks for itself alone: what it is decides on locks, the life of its holds and its risk. Throws Problem 403. */
export function admitMerchant({ merchant: bound }: PartyPrincipal, stated: BoundMerchant): void {
  if (bound === null) {
    throw new Problem(403, 'merchant_not_bound', 'Nobody has said yet which merchant this is', {
      detail: 'An operator binds it: POST /v1/api-keys with partyId, merchantId and mcc.',
    });
  }
  if (bound.id !== stated.id || bound.mcc !== stated.mcc) {
    throw new Problem(403, 'merchant_not_yours', 'A merchant can ask only as the merchant that it is', {
      detail: `This is ${bound.id}, category ${bound.mcc}.`,
    });
  }
}

/** The key of a message, but for its sender; throws Problem 400 when it was sent at an absurd time. */
export function keyOf(message: MessageKeyDto, now: Date): Omit<NetworkMessageKey, 'networkId'> {
  const { acquirerId, terminalId, stan } = message;
  return { acquirerId, terminalId, stan, transmittedAt: transmittedAtOf(message, now) };
}

function transmittedAtOf(message: MessageKeyDto, now: Date): Date {
  const transmittedAt = new Date(message.transmittedAt);
  if (Math.abs(now.getTime() - transmittedAt.getTime()) <= furthestMs) return transmittedAt;
  throw validationFailed([{ field: 'transmittedAt', problem: 'must be within 7 days of now' }]);
}
