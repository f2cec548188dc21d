import { purchaseOf } from '@mayfly/assessment';
import type { AuthorizationRequested, AuthorizationResolved, FraudReported } from '@mayfly/contracts';
import { featureVector, StreamingFeatures, type FeatureFacts } from '@mayfly/fraud-model';
import type { Pool } from '@mayfly/postgres';
import { v7 as uuidv7 } from 'uuid';
import { makeDecisions } from '../src/assessment/make-decisions';
import { readAssessmentInputs } from '../src/assessment/read-assessment-inputs';
import { storeDecisions } from '../src/assessment/store-decisions';
import { RecordFraudReports } from '../src/fraud-reports/record-fraud-reports';
import { RecordResolutions } from '../src/purchases/record-resolutions';
import { policy } from '../../../test/assessment/policies';
import { bookPurchase, earlierPurchase, fraudReport } from '../../../test/assessment/purchases';

/** A purchase of a customer and a merchant, both by number. */
export interface Told {
  readonly atMs: number;
  readonly customer: number;
  readonly merchant: number;
  readonly currency: string;
  readonly amountMinor: number;
  /** Declined by the card service alone: the assessment never sees it. */
  readonly isDeclinedAtIntake?: boolean;
}

/** Word of a purchase, by its number: of its request, of what became of it, or that it was fraud. */
export type Word =
  | { readonly kind: 'requested' | 'resolved'; readonly number: number }
  | { readonly kind: 'reported'; readonly number: number; readonly delayDays: number };

/** Brings word of purchases to a worker's database, and to a stream in memory that knows nothing of batches. */
export class FeatureScene {
  readonly stream = new StreamingFeatures();
  readonly #ids: string[] = [];
  readonly #all: readonly AuthorizationRequested[];

  constructor(
    private readonly pool: Pool,
    private readonly told: readonly Told[],
  ) {
    const scene = uuidv7().slice(-8);
    this.#all = told.map(({ atMs, customer, merchant, currency, amountMinor }) => ({
      ...bookPurchase,
      authorizationId: uuidv7(),
      customerId: (this.#ids[customer] ??= uuidv7()),
      merchant: { ...bookPurchase.merchant, id: `${scene}-${merchant}` },
      requestedAt: new Date(atMs).toISOString(),
      currency,
      amountMinor,
    }));
  }

  /** The requests that reach the assessment. */
  get requests(): AuthorizationRequested[] {
    return this.#all.filter((_, number) => this.#isAssessed(number));
  }

  /** One batch: its requests are assessed, then what else is told is recorded. */
  async tell(words: readonly Word[]): Promise<void> {
    const requested = words.filter(({ kind, number }) => kind === 'requested' && this.#isAssessed(number));
    await this.#assess([...new Set(requested.map(({ number }) => this.#request(number)))]);
    const resolved: AuthorizationResolved[] = [];
    const reported: FraudReported[] = [];
    for (const word of words) {
      if (word.kind === 'resolved') resolved.push(this.#resolve(word.number));
      if (word.kind === 'reported') reported.push(this.#report(word.number, word.delayDays));
    }
    await new RecordResolutions(this.pool).execute(resolved);
    await new RecordFraudReports(this.pool).execute(reported);
  }

  /** Reads the facts of these requests in one batch, expects those of the stream, and gives them. */
  async expectFacts(requests: readonly AuthorizationRequested[]): Promise<FeatureFacts[]> {
    for (const request of requests) this.stream.observePurchase(purchaseOf(request));
    const facts = (await readAssessmentInputs(this.pool, requests)).map(({ features }) => features);
    expect(facts).toHaveLength(requests.length);
    for (const [position, request] of requests.entries()) {
      const purchase = purchaseOf(request);
      const streamed = this.stream.factsAt(purchase);
      const read = facts[position] ?? streamed;
      expect(read).toStrictEqual(streamed);
      expect(bitsOf(featureVector(purchase, read, 100))).toBe(bitsOf(featureVector(purchase, streamed, 100)));
    }
    return facts;
  }

  async #assess(requests: readonly AuthorizationRequested[]): Promise<void> {
    await this.expectFacts(requests);
    const inputs = await readAssessmentInputs(this.pool, requests);
    const assessables = requests.flatMap((request, position) => {
      const known = inputs[position];
      return known === undefined ? [] : [{ request, inputs: known }];
    });
    await storeDecisions(this.pool, makeDecisions(assessables, policy, { uuid: uuidv7 }));
  }

  #resolve(number: number): AuthorizationResolved {
    const request = this.#request(number);
    const { authorizationId, amountMinor } = request;
    if (!this.#isAssessed(number)) {
      return earlierPurchase(request, 0, {
        ...{ authorizationId, amountMinor },
        state: 'declined',
        origin: 'intake',
      });
    }
    this.stream.observePurchase(purchaseOf(request));
    return earlierPurchase(request, 0, { authorizationId, amountMinor });
  }

  #report(number: number, delayDays: number): FraudReported {
    const report = fraudReport(this.#request(number), delayDays);
    const { authorizationId, reportedAt } = report;
    this.stream.reportFraud({ purchaseId: authorizationId, reportedAtMs: Date.parse(reportedAt) });
    return report;
  }

  #request(number: number): AuthorizationRequested {
    const request = this.#all[number];
    if (request === undefined) throw new Error(`no purchase ${number}`);
    return request;
  }

  #isAssessed(number: number): boolean {
    return this.told[number]?.isDeclinedAtIntake !== true;
  }
}

function bitsOf({ buffer }: Float32Array): string {
  return Buffer.from(buffer).toString('hex');
}
