/** What the launcher tells the person at the terminal. */
export interface Screen {
  /** Shows a step while `work` runs, and how long it took; the last note that `work` gives stays behind it. */
  step<T>(title: string, work: (note: (text: string) => void) => Promise<T>): Promise<T>;
  /** Prints a line. */
  say(text?: string): void;
}
