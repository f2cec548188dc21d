import type { Direction, Ratio } from '@mayfly/scorecard';
import { wrongValue } from '@mayfly/command-line';
import { listOf, readOptions, required, wholeNumber } from './command-line';

/** What an operator asks of `train`. */
export interface TrainingOptions {
  readonly data: string;
  readonly target: string;
  readonly bad: string;
  /** No characteristic is made of these columns. */
  readonly exclude: readonly string[];
  readonly special: readonly string[];
  readonly monotone: Readonly<Record<string, Direction>>;
  /** Characteristics computed from columns, by name. */
  readonly ratios: Readonly<Record<string, Ratio>>;
  readonly folds: number;
  readonly seed: number;
  readonly out: string;
}

/** Reads the command line of `train`; throws WrongOption. */
export function readTrainingOptions(args: readonly string[]): TrainingOptions {
  const options = readOptions(args, [
    'data',
    'target',
    'bad',
    'exclude',
    'special',
    'monotone',
    'ratio',
    'folds',
    'seed',
    'out',
  ]);
  return {
    data: required(options, 'data'),
    target: required(options, 'target'),
    bad: required(options, 'bad'),
    exclude: listOf(options, 'exclude'),
    special: listOf(options, 'special'),
    monotone: Object.fromEntries(listOf(options, 'monotone').map(readDirection)),
    ratios: Object.fromEntries(listOf(options, 'ratio').map(readRatio)),
    folds: wholeNumber(options, 'folds', 5, [2, 50]),
    seed: wholeNumber(options, 'seed', 1, [0, 2 ** 31 - 1]),
    out: required(options, 'out'),
  };
}

function readDirection(text: string): [string, Direction] {
  const [, column, direction] = /^(.+):(asc|desc)$/.exec(text) ?? [];
  if (column === undefined) throw wrongValue('--monotone', 'COLUMN:asc or COLUMN:desc', text);
  return [column, direction === 'asc' ? 'asc' : 'desc'];
}

/** `NAME=OF/TO` or `NAME=OF/TO-LESS`. */
function readRatio(text: string): [string, Ratio] {
  const [, name, of, to, less] = /^([^=]+)=([^/]+)\/([^-]+)(?:-(.+))?$/.exec(text) ?? [];
  if (name === undefined || of === undefined || to === undefined) {
    throw wrongValue('--ratio', 'NAME=COLUMN/COLUMN or NAME=COLUMN/COLUMN-COLUMN', text);
  }
  return [name, { of, to, ...(less === undefined ? {} : { less }) }];
}
