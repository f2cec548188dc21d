/** Tells what long work is at, to a person or into a log. */
export interface Progress {
  /** What it is at now; a function is asked each time that there is something to show. */
  readonly say: (what: string | (() => string)) => void;
  /** Nothing more is said, and the terminal's line is free again. */
  readonly end: () => void;
}

/** Where progress goes. */
interface ProgressStream {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

const firstAfterMs = 2_000;
const everyMs = { terminal: 200, log: 5_000 };

/**
 * Says nothing of what takes less than two seconds; then one line that is always anew, and into what is no terminal a line every five
 * seconds.
 *
 * @param stream standard error, as what a command says of itself is no result
 */
export function openProgress(stream: ProgressStream = process.stderr): Progress {
  const startedAtMs = performance.now();
  const pauseMs = stream.isTTY ? everyMs.terminal : everyMs.log;
  let what: string | (() => string) = '';
  let nextAtMs = startedAtMs + firstAfterMs;
  let shown = false;
  const show = (): void => {
    const nowMs = performance.now();
    if (what === '' || nowMs < nextAtMs) return;
    nextAtMs = nowMs + pauseMs;
    shown = true;
    const line = `${((nowMs - startedAtMs) / 1_000).toFixed(0)} s  ${typeof what === 'string' ? what : what()}`;
    stream.write(stream.isTTY ? `\r\x1b[K${line}` : `${line}\n`);
  };
  // Where one step takes long, nobody says anything; where the work never pauses, no timer comes.
  const timer = setInterval(show, everyMs.terminal).unref();
  return {
    say(now) {
      what = now;
      show();
    },
    end() {
      clearInterval(timer);
      if (shown && stream.isTTY) stream.write('\r\x1b[K');
    },
  };
}
