import { randomFrom } from '../src/scorecard/validation/random';

/** A table that has nothing to do with credit, with the true log-odds of the bad outcome in each of its rows. */
export interface OtherTable {
  readonly content: string;
  readonly rows: number;
  readonly target: string;
  readonly bad: string;
  readonly isBad: readonly boolean[];
  readonly logOdds: readonly number[];
}

const regions = ['north', 'south', 'east', 'west', 'coast', 'hills', 'island', 'border', 'harbour'];

/**
 * Contracts that customers end or keep: semicolons, texts in quotes, categories of which some are rare, empty cells and `NA`.
 * The risk falls with the years, rises with calls for help, and depends on the kind of contract; region and colour mean nothing.
 */
export function contracts(rows: number, seed: number): OtherTable {
  const random = randomFrom(seed);
  const worth = { monthly: 1.1, yearly: -0.2, 'two years': -1.2 };
  return tableOf(
    ['ended', 'contract', 'years', 'bill', 'calls', 'region', 'colour'],
    ';',
    'yes',
    rows,
    () => {
      const contract =
        (['monthly', 'yearly', 'two years'] as const)[Math.floor(random() ** 1.3 * 3)] ?? 'yearly';
      const years = Math.floor(12 * random() ** 2);
      const bill = 20 + 80 * random();
      const billIsKnown = random() > 0.07;
      const calls = Math.floor(6 * random() ** 3);
      const region = regions[Math.floor(random() ** 2 * regions.length)] ?? 'north';
      const logOdds =
        -1 + worth[contract] - 0.25 * years + 0.45 * calls + (billIsKnown ? (bill - 60) / 40 : 0.4);
      return {
        logOdds,
        isBad: random() < share(logOdds),
        cells: [
          `"${contract}"`,
          String(years),
          billIsKnown ? bill.toFixed(2) : random() < 0.5 ? '' : 'NA',
          String(calls),
          region,
          random() < 0.5 ? 'red' : 'blue',
        ],
        outcomes: ['yes', 'no'],
      };
    },
  );
}

const sensors = 24;

/**
 * Machines that fail or run: tabs, many columns, codes −999 and −998 for sensors that are broken or off. The risk rises on
 * both sides of a temperature and with vibration; a broken vibration sensor is a bad sign; the other sensors mean nothing.
 */
export function machines(rows: number, seed: number): OtherTable {
  const random = randomFrom(seed);
  const names = Array.from({ length: sensors }, (_, i) => `sensor${i + 1}`);
  return tableOf(['failed', 'temperature', 'vibration', ...names], '\t', '1', rows, () => {
    const temperature = 20 + 60 * random();
    const vibration = 10 * random();
    const state = random();
    const vibrationRisk = state < 0.08 ? 1.2 : 0.35 * (vibration - 5);
    const logOdds = -3.2 + ((temperature - 50) / 15) ** 2 + vibrationRisk;
    return {
      logOdds,
      isBad: random() < share(logOdds),
      cells: [
        temperature.toFixed(1),
        state < 0.08 ? '-999' : vibration.toFixed(3),
        ...names.map(() => (random() < 0.02 ? '-998' : (100 * random()).toExponential(3))),
      ],
      outcomes: ['1', '0'],
    };
  });
}

interface Row {
  readonly logOdds: number;
  readonly isBad: boolean;
  readonly cells: readonly string[];
  /** How the bad outcome is written, and the good one. */
  readonly outcomes: readonly [string, string];
}

function tableOf(
  header: readonly [string, ...string[]],
  separator: string,
  bad: string,
  count: number,
  draw: () => Row,
): OtherTable {
  const drawn = Array.from({ length: count }, draw);
  const lines = drawn.map(({ isBad, outcomes, cells }) =>
    [outcomes[isBad ? 0 : 1], ...cells].join(separator),
  );
  return {
    content: `${[header.join(separator), ...lines].join('\n')}\n`,
    rows: count,
    target: header[0],
    bad,
    isBad: drawn.map(({ isBad }) => isBad),
    logOdds: drawn.map(({ logOdds }) => logOdds),
  };
}

function share(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
