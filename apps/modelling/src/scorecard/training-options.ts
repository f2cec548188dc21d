import type { Direction, Ratio } from '@mayfly/scorecard';
import { readOptions, required, text, whole, type Option } from '@mayfly/command-line';

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
  const { monotone, ratio, ...options } = readOptions(args, {
    data: required(text('a table')),
    target: required(text('a column')),
    bad: required(text('the value of a bad outcome')),
    exclude: listOf('columns', (column) => column),
    special: listOf('values', (value) => value),
    monotone: listOf('COLUMN:asc or COLUMN:desc', readDirection),
    ratio: listOf('NAME=COLUMN/COLUMN or NAME=COLUMN/COLUMN-COLUMN', readRatio),
    folds: whole(2, 50, 5),
    seed: whole(0, 2 ** 31 - 1, 1),
    out: required(text('the file that is written')),
  });
  return { ...options, monotone: Object.fromEntries(monotone), ratios: Object.fromEntries(ratio) };
}

/** The parts of a comma list; none when the option is not given. */
function listOf<Part>(be: string, read: (part: string) => Part | undefined): Option<readonly Part[]> {
  return {
    be,
    otherwise: [],
    read: (text) => {
      const named = text.split(',').map((part) => part.trim());
      const parts = named.filter((part) => part !== '').map(read);
      return parts.every((part) => part !== undefined) ? parts : undefined;
    },
  };
}

function readDirection(text: string): [string, Direction] | undefined {
  const [, column, direction] = /^(.+):(asc|desc)$/.exec(text) ?? [];
  return column === undefined ? undefined : [column, direction === 'asc' ? 'asc' : 'desc'];
}

/** `NAME=OF/TO` or `NAME=OF/TO-LESS`. */
function readRatio(text: string): [string, Ratio] | undefined {
  const [, name, of, to, less] = /^([^=]+)=([^/]+)\/([^-]+)(?:-(.+))?$/.exec(text) ?? [];
  if (name === undefined || of === undefined || to === undefined) return undefined;
  return [name, { of, to, ...(less === undefined ? {} : { less }) }];
}
