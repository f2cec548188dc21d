import { readAllPolicies, readPolicy, type Policy } from '@mayfly/assessment';
import { openProgress } from '@mayfly/command-line';
import { createPool, type Pool } from '@mayfly/postgres';
import type { RunningSystem } from '../system/running-system';
import type { Screen } from '../watch/screen';
import { CandidateComparison } from './candidate/compare-candidate';
import { knownFrauds } from './candidate/known-frauds';
import { replayCandidate } from './candidate/replay-candidate';
import { comparisonLines } from './candidate/comparison-lines';
import { questionOf } from './question';
import { replayDecisions } from './replay-decisions';
import { runAgain } from './run-again';
import { decisionsBetween, findDecision, type StoredDecision } from './stored-decision';
import { decisionLines, runAgainLines } from './decision-lines';
import { totalLines } from './total-lines';

const statementTimeoutMs = 30_000;

/** What every kind of replay works with. */
interface Replay {
  readonly pool: Pool;
  readonly policies: ReadonlyMap<string, Policy>;
  readonly screen: Screen;
  /** Of what is listed one by one. */
  readonly limit: number;
}

/** Runs stored decisions again, or a candidate over them. Returns the exit code: 1 when one is not the same or cannot be run. */
export async function replayCommand(
  args: readonly string[],
  system: Pick<RunningSystem, 'assessmentDatabaseUrl'>,
  screen: Screen,
): Promise<number> {
  const { question, limit } = questionOf(args, Date.now());
  const applicationName = 'operations';
  const pool = createPool(system.assessmentDatabaseUrl, {
    max: 1,
    applicationName,
    statementTimeoutMs,
    readsWholeTables: true,
  });
  const replay = { pool, policies: readAllPolicies(), screen, limit };
  try {
    switch (question.kind) {
      case 'one':
        return await replayOne(replay, question.id);
      case 'all':
        return await replayAll(replay, question.since);
      case 'candidate':
        return await tryCandidate(replay, question.since, readPolicy(question.file));
    }
  } finally {
    await pool.end();
  }
}

async function replayOne({ pool, policies, screen }: Replay, id: string): Promise<number> {
  const stored = await findDecision(pool, id);
  if (stored === undefined) throw new Error(`no decision ${id}, and none on an authorization of that id`);
  const run = runAgain(stored, policies);
  show(screen, [...decisionLines(stored), ...runAgainLines(run, stored.event.policyVersion)]);
  return run.result === 'same' ? 0 : 1;
}

async function replayAll(replay: Replay, since: Date): Promise<number> {
  const { policies, screen, limit } = replay;
  let listed = 0;
  const totals = await replayDecisions(pagesOf(replay, since), policies, (stored, run) => {
    if (++listed > limit) return;
    screen.line(`decision ${stored.decisionId} on authorization ${stored.authorizationId}`);
    show(screen, runAgainLines(run, stored.event.policyVersion));
  });
  show(screen, totalLines(totals, limit));
  return totals.differing + totals.failed === 0 ? 0 : 1;
}

async function tryCandidate(replay: Replay, since: Date, candidate: Policy): Promise<number> {
  const { pool, policies, screen, limit } = replay;
  const comparison = new CandidateComparison(candidate, limit);
  let listed = 0;
  const failures = await replayCandidate(
    pagesOf(replay, since),
    comparison,
    policies,
    (ids) => knownFrauds(pool, ids),
    ({ decisionId }, because) => {
      if (++listed <= limit) screen.line(`✗ decision ${decisionId} cannot be run again: ${because}`);
    },
  );
  show(screen, comparisonLines(comparison, candidate));
  if (failures > 0) screen.line(`✗ ${failures} decisions are left out: they cannot be run again`);
  return failures === 0 ? 0 : 1;
}

function show(screen: Screen, lines: readonly string[]): void {
  for (const line of lines) screen.line(line);
}

/** The decisions since then; says how far the reading is. */
async function* pagesOf({ pool }: Replay, since: Date): AsyncGenerator<readonly StoredDecision[]> {
  let read = 0;
  const progress = openProgress();
  for await (const page of decisionsBetween(pool, since, new Date())) {
    yield page;
    read += page.length;
    progress.say(`${read} decisions, up to ${page.at(-1)?.decidedAt ?? ''}`);
  }
  progress.end();
}
