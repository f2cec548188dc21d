import { Inject, Injectable } from '@nestjs/common';
import type { FraudReported } from '@mayfly/contracts';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { POOL } from '../providers';
import { oncePerAuthorization } from '../purchases/once-per-authorization';

const recordFraudReports = loadStatement(__dirname, 'record-fraud-reports.sql');

/** Keeps when each purchase was first reported as fraud: the fraud features know it from then on. */
@Injectable()
export class RecordFraudReports {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** What comes again changes nothing. A report may come before its purchase; of several the earliest counts. */
  async execute(told: readonly FraudReported[]): Promise<void> {
    const earliestFirst = [...told].sort(
      (one, other) => Date.parse(one.reportedAt) - Date.parse(other.reportedAt),
    );
    const reported = oncePerAuthorization(earliestFirst);
    await recordFraudReports.rows(this.pool, [
      reported.map(({ authorizationId }) => authorizationId),
      reported.map(({ customerId }) => customerId),
      reported.map(({ cardId }) => cardId),
      reported.map(({ reportedAt }) => Date.parse(reportedAt)),
    ]);
  }
}
