import { Inject, Injectable } from '@nestjs/common';
import type { AuthorizationDecided } from '@mayfly/contracts';
import type { Pool } from '@mayfly/postgres';
import { ServiceMetrics } from '../../operation/service-metrics';
import { POOL } from '../../providers';
import { BookMovements } from '../book/book-movements';
import type { Movement } from '../book/movement';

/** What became of a decision. All but `applied` change nothing; the last three are kept as evidence. */
export type DecisionResult = 'applied' | 'repeated' | 'late' | 'conflict' | 'unknown_authorization';

/**
 * Applies the assessment's decisions: each once, while its authorization is pending, also past its deadline: whoever owns the
 * deadline takes the same locks, and the first of them ends the state `pending`. Delivery is at least once, from any
 * offset: what was applied before is not applied again.
 */
@Injectable()
export class ApplyDecisions {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly movements: BookMovements,
    private readonly metrics: ServiceMetrics,
  ) {}

  /** One result for each decision, in order. Throws only what the database throws; then run the whole again. */
  async execute(decisions: readonly AuthorizationDecided[]): Promise<DecisionResult[]> {
    const bookings = await this.movements.within(this.pool, decisions.map(movementOf));
    const results = bookings.map(({ result }) => resultOf(result));
    for (const result of results) {
      if (result !== 'applied' && result !== 'repeated') this.metrics.decisionUnapplied(result);
    }
    return results;
  }
}

function movementOf(decision: AuthorizationDecided): Movement {
  const smaller = largestAmountThatPasses(decision);
  return {
    authorizationId: decision.authorizationId,
    kind: decision.outcome === 'approved' ? 'approval' : 'decline',
    decision,
    ...(smaller === undefined ? {} : { amount: { minor: smaller, as: 'total' as const } }),
  };
}

/** What the assessment itself offers in place of the amount that it declined. */
function largestAmountThatPasses({ outcome, alternatives }: AuthorizationDecided): bigint | undefined {
  if (outcome === 'approved') return undefined;
  const offered = alternatives.flatMap((one) => (one.kind === 'smaller_amount' ? [one.amountMinor] : []));
  return offered.length === 0 ? undefined : BigInt(Math.max(...offered));
}

function resultOf(result: string): DecisionResult {
  switch (result) {
    case 'booked':
      return 'applied';
    case 'unknown':
      return 'unknown_authorization';
    case 'repeated':
    case 'late':
      return result;
    default:
      return 'conflict';
  }
}
