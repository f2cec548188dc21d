import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomFrom } from '../src/scorecard/validation/random';

/** An applicant drawn from a world of which everything is known. */
export interface Drawn {
  readonly cells: readonly string[];
  /** True log-odds of the good outcome. */
  readonly logOdds: number;
  readonly isGood: boolean;
}

export const header = ['outcome', 'income', 'years', 'home', 'records', 'noise', 'colour'];

const worthOfHome = { owner: 0.8, family: 0, rent: -0.7 };

/**
 * Draws applicants. Risk falls with income (missing for a tenth, who are riskier), falls with years in steps at 3 and 10, depends on the
 * home, rises with records (coded −9 where unknown); noise and colour mean nothing.
 */
export function drawApplicants(count: number, seed: number): Drawn[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => drawApplicant(random));
}

function drawApplicant(random: () => number): Drawn {
  const income = Math.round(1000 + 3000 * random());
  const incomeIsKnown = random() > 0.1;
  const years = Math.floor(20 * random() ** 2);
  const home = (['owner', 'family', 'rent'] as const)[Math.floor(3 * random())] ?? 'owner';
  const recordsAreKnown = random() > 0.08;
  const records = random() < 0.2 ? 1 : 0;
  const logOdds =
    0.6 +
    (incomeIsKnown ? (income - 2500) / 1000 : -0.5) +
    (years < 3 ? -0.6 : years < 10 ? 0 : 0.7) +
    worthOfHome[home] -
    (recordsAreKnown ? 1.3 * records : 0.3);
  const isGood = random() < 1 / (1 + Math.exp(-logOdds));
  const cells = [
    isGood ? 'repaid' : 'defaulted',
    incomeIsKnown ? String(income) : '',
    String(years),
    home,
    recordsAreKnown ? String(records) : '-9',
    random().toFixed(4),
    ['red', 'green', 'blue'][Math.floor(3 * random())] ?? 'red',
  ];
  return { cells, logOdds, isGood };
}

/** A CSV file's content. */
export function csvOf(names: readonly string[], rows: readonly (readonly string[])[]): string {
  return [names, ...rows].map((cells) => `${cells.join(',')}\n`).join('');
}

/** A folder for the files of a test; `remove` takes it away. */
export function temporaryFolder(): {
  readonly write: (name: string, content: string) => string;
  readonly path: (name: string) => string;
  readonly remove: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'mayfly-scorecard-'));
  const path = (name: string): string => join(folder, name);
  return {
    path,
    write: (name, content) => {
      writeFileSync(path(name), content);
      return path(name);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
