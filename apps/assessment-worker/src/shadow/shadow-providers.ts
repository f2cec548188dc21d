import type { Provider } from '@nestjs/common';
import { CANDIDATE, type Candidate } from './candidate';
import { JudgeDecisions } from './judge-decisions';
import { Shadow, SHADOW, type Follower } from './shadow';
import { ShadowMetrics } from './shadow-metrics';

const nobody: Follower = { follow: () => undefined };

/** What follows the decisions: the candidate's shadow, or nobody. */
export function shadowProviders(candidate: Candidate | null): Provider[] {
  if (candidate === null) return [{ provide: SHADOW, useValue: nobody }];
  return [
    { provide: CANDIDATE, useValue: candidate },
    { provide: SHADOW, useClass: Shadow },
    JudgeDecisions,
    ShadowMetrics,
  ];
}
