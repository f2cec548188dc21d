import { checkoutTextOf, networkAnswerOf } from '@mayfly/contracts';
import type { PartyPrincipal } from '../access/principal';
import type { Authorization } from './authorization';
import type { NetworkAnswerDto } from './network-answer.dto';

/** Renders an authorization for whoever sent it: codes in the sender's scheme; for a merchant a text for its checkout too. */
export function networkAnswerTo(
  { role, scheme }: Pick<PartyPrincipal, 'role' | 'scheme'>,
  authorization: Authorization,
): NetworkAnswerDto {
  const { id, state, approvalCode, amountMinor, currency, resolvedAt } = authorization;
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
    currency,
    resolvedAt: resolvedAt?.toISOString() ?? null,
    ...(role === 'merchant' ? { checkout: checkoutTextOf(authorization) } : {}),
  };
}
