import type { AuthorizationRequested } from '@mayfly/contracts';
import type { Plan } from './plan';

/** The account's balances already have the amount in what is held. */
type Asked = Pick<AuthorizationRequested, 'amountMinor' | 'account'>;

/** What a purchase adds up to, in minor units. */
export interface Commitment {
  readonly amountMinor: bigint;
  /** Held and owed here, this purchase included. */
  readonly exposureMinor: bigint;
  /** Of the exposure, what falls due within a month. */
  readonly dueInMonthMinor: bigint;
  readonly grantedMinor: bigint;
}

/** What the request commits the customer to under `plan`. The event's balances already have this purchase in what is held. */
export function commitmentOf(request: Asked, plan: Plan): Commitment {
  const amountMinor = BigInt(request.amountMinor);
  const exposureMinor = BigInt(request.account.heldMinor) + BigInt(request.account.owedMinor);
  return {
    amountMinor,
    exposureMinor,
    dueInMonthMinor: exposureMinor - amountMinor + dueOf(amountMinor, plan),
    grantedMinor: BigInt(request.account.grantedMinor),
  };
}

/** One of `count` instalments, in minor units: rounded up, so that the last one is never the largest. */
export function instalmentOf(amountMinor: bigint, count: number): bigint {
  return (amountMinor + BigInt(count) - 1n) / BigInt(count);
}

/** The same request for `amountMinor`: what is no longer held is available again. */
export function withAmount<Request extends Asked>(request: Request, amountMinor: bigint): Request {
  const given = request.amountMinor - Number(amountMinor);
  const { account } = request;
  return {
    ...request,
    amountMinor: Number(amountMinor),
    account: {
      ...account,
      heldMinor: account.heldMinor - given,
      availableMinor: account.availableMinor + given,
    },
  };
}

/** A whole percentage of an amount, rounded down to the minor unit. */
export function percentOf(amountMinor: bigint | number, percent: number): bigint {
  return (BigInt(amountMinor) * BigInt(percent)) / 100n;
}

function dueOf(amountMinor: bigint, plan: Plan): bigint {
  switch (plan.kind) {
    case 'pay_later':
      return amountMinor;
    case 'instalments':
      return instalmentOf(amountMinor, plan.count);
    case 'pay_now':
      return 0n;
  }
}
