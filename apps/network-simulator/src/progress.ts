/** Where progress goes: standard error, as what a command says of itself is no result. */
export interface ProgressScreen {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

const everyMs = 2_000;

/**
 * Shows how far something is, every two seconds as long as it takes: one line that is written anew on a terminal, lines of
 * their own elsewhere. What is over sooner shows nothing.
 *
 * @returns what to call at its end
 */
export function showProgress(say: () => string, screen: ProgressScreen = process.stderr): () => void {
  let shown = false;
  const timer = setInterval(() => {
    shown = true;
    screen.write(screen.isTTY ? `\r\u001b[K${say()}` : `${say()}\n`);
  }, everyMs);
  return () => {
    clearInterval(timer);
    if (shown && screen.isTTY) screen.write('\r\u001b[K');
  };
}
