import { Inject, Injectable } from '@nestjs/common';
import { continueTrace } from '@mayfly/messaging';
import { loadStatement, type Pool } from '@mayfly/postgres';
import type { Principal } from '../access/principal';
import { conflict, notFound } from '../http/known-problems';
import { IDS, POOL, type Ids } from '../providers';
import { OUTBOX, type Outbox } from '../outbox/outbox';
import { loadPublishingStatement } from '../outbox/publishing-statement';
import { fraudChannelOf } from './fraud-channel';
import type { FraudChannel, FraudReportDto, ReportFraudDto } from './fraud-report.dto';

const reportFraud = loadPublishingStatement(__dirname, 'report-fraud.sql');
const readFraudReport = loadStatement(__dirname, 'read-fraud-report.sql');

interface OutcomeRow {
  readonly outcome: 'reported' | 'reported_before' | 'card_in_use';
  readonly customer_id: string;
}

interface ReportRow {
  readonly report_id: string;
  readonly authorization_id: string;
  readonly channel: FraudChannel;
  readonly reported_at: Date;
}

/** Takes word that a purchase was fraud: burns its card, and freezes the account if somebody else could use it. */
@Injectable()
export class ReportFraud {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(IDS) private readonly ids: Ids,
    @Inject(OUTBOX) private readonly outbox: Outbox,
  ) {}

  /**
   * The report of this authorization: the first one, whoever repeats it.
   *
   * @throws Problem 404 for an unknown authorization and for one that is not the caller's; 409 card_in_use while a purchase
   * on its card, this one or another, is being decided; 400 as of {@link fraudChannelOf}
   */
  async execute(
    caller: Principal,
    request: ReportFraudDto,
    traceparent: string | undefined,
  ): Promise<FraudReportDto> {
    const channel = fraudChannelOf(caller, request);
    const [row] = await reportFraud.rows<OutcomeRow>(this.outbox, this.pool, [
      request.authorizationId,
      caller.role === 'network' ? caller.partyId : null,
      caller.role === 'customer' ? caller.customerId : null,
      this.ids.uuid(),
      channel,
      caller.keyId,
      continueTrace(traceparent),
    ]);
    if (row === undefined) throw notFound();
    if (row.outcome === 'card_in_use') {
      throw conflict(
        'card_in_use',
        'A purchase on this card is being decided',
        'Report it again in a few seconds, once it is decided.',
      );
    }
    return this.read(request.authorizationId);
  }

  /** Reports are never deleted, and this statement sees also the one that the last had to wait for. */
  private async read(authorizationId: string): Promise<FraudReportDto> {
    const [row] = await readFraudReport.rows<ReportRow>(this.pool, [authorizationId]);
    if (row === undefined) throw new Error('a fraud was reported and its report is not there');
    return {
      reportId: row.report_id,
      authorizationId: row.authorization_id,
      channel: row.channel,
      reportedAt: row.reported_at.toISOString(),
    };
  }
}
