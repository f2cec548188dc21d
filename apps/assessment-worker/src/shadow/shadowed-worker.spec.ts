import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { policyFileOf } from '@mayfly/assessment';
import type { AssessmentShadowed } from '@mayfly/contracts';
import { readTopics } from '@mayfly/messaging';
import { bestScore, writeCandidate } from '../../../../test/assessment/candidate-files';
import { newCustomer, newRequest, WorkerScene } from '../../spec/worker-scene';
import { eventually } from '../../../../test/support/eventually';

let scene: WorkerScene;
let directory: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'shadow-spec-'));
  scene = await WorkerScene.open();
});

afterAll(async () => {
  await scene.close();
  rmSync(directory, { recursive: true });
});

async function shadowed(): Promise<AssessmentShadowed[]> {
  const verdicts: AssessmentShadowed[] = [];
  await readTopics(scene.kafka, ['assessment.shadowed.v1'], (records) => {
    for (const { value } of records) verdicts.push(JSON.parse(String(value)) as AssessmentShadowed);
  });
  return verdicts;
}

describe('a worker with a candidate', () => {
  it('answers by the policy in force while the topic of the candidate has its verdicts', async () => {
    const worker = await scene.startWorker(
      writeCandidate(directory, 'candidate-1', { leastScore: bestScore }),
    );
    const customer = newCustomer();
    await scene.introduce(customer);
    const requests = Array.from({ length: 5 }, () => newRequest(customer));
    await scene.tell('authorization.requested.v1', ...requests);
    for (const { authorizationId } of requests) {
      expect(await scene.decision(authorizationId)).toMatchObject({
        outcome: 'approved',
        policyVersion: 'policy-1',
      });
    }
    const verdicts = await eventually(async () => {
      const found = await shadowed();
      if (found.length < requests.length) throw new Error(`${found.length} verdicts`);
      return found;
    });
    expect(verdicts.map(({ authorizationId }) => authorizationId)).toEqual(
      requests.map(({ authorizationId }) => authorizationId),
    );
    for (const { candidateVersion, outcome, differs } of verdicts) {
      expect({ candidateVersion, outcome, differs }).toEqual({
        candidateVersion: 'candidate-1',
        outcome: 'declined',
        differs: true,
      });
    }
    await scene.stopWorker(worker);
    const { rows } = await scene.pool.query(
      "select 1 from pg_stat_activity where application_name = 'assessment-worker-shadow' and datname = current_database()",
    );
    expect(rows).toEqual([]);
  });

  it('does not start with a file that is no policy, with none at all, or with the version in force', async () => {
    const bad = join(directory, 'bad.json');
    writeFileSync(bad, '{"version": "candidate-2"}');
    await expect(scene.startWorker(bad)).rejects.toThrow(`policy ${bad}: / must have required property`);
    await expect(scene.startWorker(join(directory, 'none.json'))).rejects.toThrow('no such file');
    await expect(scene.startWorker(policyFileOf('policy-1'))).rejects.toThrow(
      'policy-1 is the version in force',
    );
  });
});
