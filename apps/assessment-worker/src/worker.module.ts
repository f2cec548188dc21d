import { Module, type DynamicModule } from '@nestjs/common';
import type { Policy } from '@mayfly/assessment';
import { EventPublisher, type Kafka } from '@mayfly/messaging';
import type { Pool } from '@mayfly/postgres';
import { AssessRequests } from './assessment/assess-requests';
import { RequestsController } from './assessment/requests.controller';
import { FraudReportsController } from './fraud-reports/fraud-reports.controller';
import { RecordFraudReports } from './fraud-reports/record-fraud-reports';
import { Connections } from './operation/connections';
import { HealthController } from './operation/health.controller';
import { MetricsController } from './operation/metrics.controller';
import { ModelWatch } from './operation/model-watch';
import { Readiness } from './operation/readiness';
import { WorkerMetrics } from './operation/worker-metrics';
import { ProfileArrivals } from './profiles/profile-arrivals';
import { ProfilesController } from './profiles/profiles.controller';
import { RecordProfiles } from './profiles/record-profiles';
import { IDS, KAFKA, POLICY, POOL, PUBLISHER, systemIds } from './providers';
import { AnswerQuestions } from './purchase-power/answer-questions';
import { QuestionsController } from './purchase-power/questions.controller';
import { PurchasesController } from './purchases/purchases.controller';
import { RecordClosings } from './purchases/record-closings';
import { RecordMovements } from './purchases/record-movements';
import { RecordResolutions } from './purchases/record-resolutions';
import { RepublishProfiles } from './profiles/republish-profiles';
import { RecordRepayments } from './repayments/record-repayments';
import { RepaymentsController } from './repayments/repayments.controller';
import type { Candidate } from './shadow/candidate';
import { shadowProviders } from './shadow/shadow-providers';

/** The worker's parts around one pool and one Kafka, which `start-worker.ts` opens. */
@Module({})
export class WorkerModule {
  static around(pool: Pool, kafka: Kafka, policy: Policy, candidate: Candidate | null): DynamicModule {
    return {
      module: WorkerModule,
      controllers: [
        RequestsController,
        QuestionsController,
        ProfilesController,
        PurchasesController,
        RepaymentsController,
        FraudReportsController,
        HealthController,
        MetricsController,
      ],
      providers: [
        { provide: POOL, useValue: pool },
        { provide: POLICY, useValue: policy },
        { provide: KAFKA, useValue: kafka },
        { provide: PUBLISHER, useValue: new EventPublisher({ kafka, source: 'assessment-worker' }) },
        { provide: IDS, useValue: systemIds },
        ...shadowProviders(candidate),
        AssessRequests,
        AnswerQuestions,
        ProfileArrivals,
        RecordProfiles,
        RepublishProfiles,
        RecordResolutions,
        RecordClosings,
        RecordMovements,
        RecordRepayments,
        RecordFraudReports,
        Readiness,
        WorkerMetrics,
        ModelWatch,
        Connections,
      ],
    };
  }
}
