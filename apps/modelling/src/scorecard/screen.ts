/** Where a command tells how it gets on: results on standard output, everything else on standard error. */
export interface Screen {
  readonly print: (line: string) => void;
  readonly warn: (line: string) => void;
  /** Replaces the progress line on a terminal; elsewhere writes at most one line a second. */
  readonly progress: (what: string) => void;
  readonly complain: (text: string) => void;
  readonly clear: () => void;
}

/** The screen of a process. */
export function openScreen(output: NodeJS.WriteStream, errors: NodeJS.WriteStream): Screen {
  const startedAtMs = Date.now();
  let lastAtMs = 0;
  const clear = (): void => {
    if (errors.isTTY) errors.write('\r\x1b[K');
  };
  return {
    print: (line) => void output.write(`${line}\n`),
    warn: (line) => {
      clear();
      errors.write(`warning: ${line}\n`);
    },
    progress: (what) => {
      const nowMs = Date.now();
      if (nowMs - lastAtMs < (errors.isTTY ? 100 : 1000)) return;
      lastAtMs = nowMs;
      const line = `${((nowMs - startedAtMs) / 1000).toFixed(0)} s  ${what}`;
      errors.write(errors.isTTY ? `\r\x1b[K${line}` : `${line}\n`);
    },
    complain: (text) => void errors.write(`${text}\n`),
    clear,
  };
}
