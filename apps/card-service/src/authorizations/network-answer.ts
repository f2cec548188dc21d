import { checkoutTextOf, networkAnswerOf } from '@mayfly/contracts';
import type { PartyPrincipal } from '../access/principal';
import type { Authorization } from './authorization';
import type { BookedMessage } from './close/book-message';
import type { NetworkAnswerDto } from './network-answer.dto';

/** Renders an authorization for whoever sent it: codes in the sender's scheme; for a merchant a text for its checkout too. */
export function networkAnswerTo(
  { role, scheme }: Pick<PartyPrincipal, 'role' | 'scheme'>,
  authorization: Authorization,
): NetworkAnswerDto {
  const { id, state, approvalCode, approvedMinor, amountMinor, currency, resolvedAt } = authorization;
  const answer = networkAnswerOf(authorization, scheme);
  const advice = answer?.merchantAdviceCode;
  return {
    authorizationId: id,
    state,
    de39: answer?.de39 ?? null,
    ...(approvalCode === null ? {} : { approvalCode }),
    retryCategory: answer?.retryCategory ?? null,
    ...(advice === undefined ? {} : { merchantAdviceCode: advice }),
    amountMinor: Number(amountMinor),
    ...(approvedMinor === null || approvedMinor === amountMinor
      ? {}
      : { approvedMinor: Number(approvedMinor) }),
    currency,
    resolvedAt: resolvedAt?.toISOString() ?? null,
    ...(role === 'merchant' ? { checkout: checkoutTextOf(authorization) } : {}),
  };
}

/** Answers a message about an authorization: of a message with a key always the same, whatever has become of the authorization since. */
export function movementAnswerTo(
  party: Pick<PartyPrincipal, 'role' | 'scheme'>,
  { authorization, movement }: BookedMessage,
): NetworkAnswerDto {
  const answer = networkAnswerTo(party, authorization);
  if (movement === undefined) return answer;
  const { id, bookedAt, state } = movement;
  return {
    authorizationId: answer.authorizationId,
    state,
    de39: '00',
    retryCategory: null,
    amountMinor: answer.amountMinor,
    currency: answer.currency,
    resolvedAt: bookedAt.toISOString(),
    movement: {
      movementId: id,
      releasedMinor: Number(movement.releasedMinor),
      capturedMinor: Number(movement.capturedMinor),
      beyondHoldMinor: Number(movement.beyondHoldMinor),
      heldMinor: Number(movement.heldMinor),
      clearedMinor: Number(movement.clearedMinor),
      flags: movement.flags,
    },
  };
}
