import { openProgress } from '@mayfly/command-line';

/** Where a command tells how it gets on: results on standard output, everything else on standard error. */
export interface Screen {
  readonly print: (line: string) => void;
  readonly warn: (line: string) => void;
  readonly complain: (text: string) => void;
  /** What the command is at. */
  readonly progress: (what: string) => void;
  /** Nothing more is said of progress. */
  readonly clear: () => void;
}

/** The screen of a process. */
export function openScreen(output: NodeJS.WriteStream, errors: NodeJS.WriteStream): Screen {
  const progress = openProgress(errors);
  return {
    print: (line) => void output.write(`${line}\n`),
    warn: (line) => void errors.write(`warning: ${line}\n`),
    complain: (text) => void errors.write(`${text}\n`),
    progress: progress.say,
    clear: progress.end,
  };
}
