import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { canonicalJson } from '../case/canonical-json';
import { decide } from '../decision/decide';
import { snapshotOf } from '../../../../test/assessment/snapshots';
import type { PolicyFile } from './policy-file';
import { policiesDir, policyFileOf, readAllPolicies, readPolicy } from './read-policy';

const inForce = JSON.parse(readFileSync(policyFileOf('policy-1'), 'utf8')) as PolicyFile;
/** The policy in force from anywhere: paths in a policy are relative to its file. */
const fromAnywhere: PolicyFile = {
  ...inForce,
  credit: { ...inForce.credit, scorecard: resolve(policiesDir, inForce.credit.scorecard) },
  fraud: { ...inForce.fraud, model: resolve(policiesDir, inForce.fraud.model) },
};

describe('a policy file', () => {
  let directory: string;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'policy-spec-'));
  });

  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  function written(content: unknown): string {
    const file = join(directory, 'candidate.json');
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  }

  function changed(change: {
    readonly credit?: Partial<PolicyFile['credit']>;
    readonly fraud?: Partial<PolicyFile['fraud']>;
  }): unknown {
    return {
      ...fromAnywhere,
      credit: { ...fromAnywhere.credit, ...change.credit },
      fraud: { ...fromAnywhere.fraud, ...change.fraud },
    };
  }

  it('decides the same wherever it lies', () => {
    const moved = readPolicy(written(fromAnywhere));
    const original = readPolicy(policyFileOf('policy-1'));
    expect(canonicalJson(decide(snapshotOf(), moved))).toBe(canonicalJson(decide(snapshotOf(), original)));
  });

  it('may name another scorecard: its points decide, and its version is recorded', () => {
    const scorecard = JSON.parse(readFileSync(fromAnywhere.credit.scorecard, 'utf8')) as {
      characteristics: { name: string; classes: { label: string; points: number }[] }[];
    };
    for (const { name, classes } of scorecard.characteristics) {
      if (name === 'Job') classes.forEach((one) => (one.points = 10));
    }
    const own = join(directory, 'own.json');
    writeFileSync(own, JSON.stringify(scorecard));
    const policy = readPolicy(written(changed({ credit: { version: 'own', scorecard: own } })));
    expect(decide(snapshotOf(), policy)).toMatchObject({
      outcome: 'declined',
      reasons: ['irregular_employment', 'residential_status'],
      scores: { credit: 542 - 93 + 10 },
      modelVersions: ['own', 'fraud-2026-11-22'],
    });
  });

  it('may cut off elsewhere: then the same purchase is decided otherwise', () => {
    const strict = readPolicy(written(changed({ fraud: { threshold: 0 } })));
    expect(decide(snapshotOf(), strict)).toMatchObject({ outcome: 'declined', class: 'fraud' });
    const cautious = readPolicy(written(changed({ credit: { leastScore: 543 } })));
    expect(decide(snapshotOf(), cautious)).toMatchObject({ outcome: 'declined', class: 'credit' });
  });

  it.each<[string, unknown, RegExp]>([
    ['no JSON', '{', /JSON/],
    ['a member missing', { ...fromAnywhere, fraud: undefined }, /must have required property 'fraud'/],
    ['a member nobody knows', { ...fromAnywhere, mood: 'mild' }, /must NOT have additional properties/],
    ['limits that never were', { ...fromAnywhere, limits: 'rules-0' }, /no limits rules-0/],
    ['a threshold that is no probability', changed({ fraud: { threshold: 2 } }), /threshold must be <= 1/],
    ['no units', changed({ fraud: { grantedUnits: 0 } }), /grantedUnits must be > 0/],
    ['a scorecard that is not there', changed({ credit: { scorecard: 'none.json' } }), /none\.json/],
    [
      'a fraud model for a scorecard',
      changed({ credit: { scorecard: fromAnywhere.fraud.model } }),
      /not a scorecard/,
    ],
    [
      'a scorecard for a fraud model',
      changed({ fraud: { model: fromAnywhere.credit.scorecard } }),
      /it has no learner/,
    ],
    [
      'a cut-off below which some would get no reason',
      changed({ credit: { leastScore: 600 } }),
      /scores without a reason/,
    ],
  ])('with %s is refused, with its name and what is wrong', (_what, content, message) => {
    const file = written(content);
    expect(() => readPolicy(file)).toThrow(message);
    expect(() => readPolicy(file)).toThrow(file);
  });

  it('that ships is read with all others, by version', () => {
    expect([...readAllPolicies().keys()]).toContain('policy-1');
  });
});
