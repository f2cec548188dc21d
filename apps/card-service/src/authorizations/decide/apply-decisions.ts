import { Inject, Injectable } from '@nestjs/common';
import type { AuthorizationDecided } from '@mayfly/contracts';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { ServiceMetrics } from '../../operation/service-metrics';
import { POOL, RANDOM, type RandomSource } from '../../providers';
import { OUTBOX, type Outbox } from '../../outbox/outbox';
import { resolutionOf, type ResolutionRow } from '../authorization-row';
import { AwaitResolution } from '../answer/await-resolution';
import { ResolutionNotices } from '../answer/resolution-notices';

/** What became of a decision. All but `applied` change nothing; the last three are kept as evidence. */
export type DecisionResult = 'applied' | 'repeated' | 'late' | 'conflict' | 'unknown_authorization';

interface DecisionRow extends ResolutionRow {
  readonly result: DecisionResult;
}

const applyDecisions = loadStatement(__dirname, 'apply-decisions.sql');

/** The most decisions in one statement. */
const mostAtOnce = 256;

/**
 * Applies the assessment's decisions: each once, while its authorization is pending. Delivery is at least once, from any
 * offset: what was applied before is not applied again.
 */
@Injectable()
export class ApplyDecisions {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(OUTBOX) private readonly outbox: Outbox,
    @Inject(RANDOM) private readonly random: RandomSource,
    private readonly awaiting: AwaitResolution,
    private readonly notices: ResolutionNotices,
    private readonly metrics: ServiceMetrics,
  ) {}

  /** One result for each decision, in order. Throws only what the database throws; then run the whole again. */
  async execute(decisions: readonly AuthorizationDecided[]): Promise<DecisionResult[]> {
    const results: DecisionResult[] = [];
    for (let first = 0; first < decisions.length; first += mostAtOnce) {
      results.push(...(await this.apply(decisions.slice(first, first + mostAtOnce))));
    }
    return results;
  }

  private async apply(decisions: readonly AuthorizationDecided[]): Promise<DecisionResult[]> {
    this.metrics.batchRan('apply-decisions', decisions.length);
    const rows = await applyDecisions.rows<DecisionRow>(this.pool, [
      decisions.map(({ authorizationId }) => authorizationId),
      decisions.map(({ decisionId }) => decisionId),
      decisions.map(({ customerId }) => customerId),
      decisions.map(({ outcome }) => outcome),
      decisions.map((decision) => JSON.stringify(decision)),
      decisions.map(() => this.approvalCode()),
    ]);
    const applied = rows.filter(({ result }) => result === 'applied');
    this.outbox.wake(applied.map(({ customer_id }) => customer_id));
    this.notices.send(this.awaiting.tell(applied.map(resolutionOf)));
    for (const { result } of rows) {
      if (result !== 'applied' && result !== 'repeated') this.metrics.decisionUnapplied(result);
    }
    return rows.map(({ result }) => result);
  }

  /** ISO 8583 field 38: six characters, here digits. */
  private approvalCode(): string {
    return String(this.random.integerBelow(1_000_000)).padStart(6, '0');
  }
}
