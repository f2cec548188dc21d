import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const modelsDir = resolve(__dirname, '../../models');

/** Versions as `credit/credit-1`: each is a JSON file named after it; what belongs to one has a second suffix. */
const versions = ['credit', 'fraud', 'policies'].flatMap((kind) =>
  readdirSync(join(modelsDir, kind))
    .flatMap((file) => /^([^.]+)\.json$/.exec(file)?.[1] ?? [])
    .map((version) => `${kind}/${version}`),
);

const recorded = new Map(
  readFileSync(join(modelsDir, 'SHA256SUMS'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(/ +/))
    .map(([sum, file]) => [file ?? '', sum ?? '']),
);

function sumOf(version: string): string {
  return createHash('sha256')
    .update(readFileSync(join(modelsDir, `${version}.json`)))
    .digest('hex');
}

describe('models and policies', () => {
  it('are there', () => {
    expect(versions).toEqual(
      expect.arrayContaining(['credit/credit-1', 'fraud/2026-11-22', 'policies/policy-1']),
    );
  });

  it.each(versions)('%s has a card beside it with purpose, data, measures and limits', (version) => {
    const card = readFileSync(join(modelsDir, `${version}.md`), 'utf8');
    const headings = [...card.matchAll(/^## (\w+)/gm)].map(([, word]) => word);
    expect(headings).toEqual(expect.arrayContaining(['Purpose', 'Data', 'Measures', 'Limits']));
  });

  it.each(versions)(
    '%s is what it was when it was recorded: who changes it gives it a new version',
    (version) => {
      expect({ version, sum: sumOf(version) }).toEqual({ version, sum: recorded.get(`${version}.json`) });
    },
  );

  it('are never removed: decisions that they made must be able to be run again', () => {
    const missing = [...recorded.keys()].filter((file) => !existsSync(join(modelsDir, file)));
    expect(missing).toEqual([]);
  });

  it('name in each policy the version that the file of its models has', () => {
    for (const version of versions.filter((one) => one.startsWith('policies/'))) {
      const policy = JSON.parse(readFileSync(join(modelsDir, `${version}.json`), 'utf8')) as {
        version: string;
        credit: { version: string; scorecard: string };
        fraud: { version: string; model: string };
      };
      expect(`policies/${policy.version}`).toBe(version);
      expect(policy.credit.scorecard).toBe(`../credit/${policy.credit.version}.json`);
      expect(policy.fraud.model).toBe(`../fraud/${policy.fraud.version.replace('fraud-', '')}.json`);
    }
  });
});
