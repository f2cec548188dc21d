/** What a round of the compiler came to. */
export interface Compiled {
  /** As the compiler says them: file, line and what is wrong. */
  readonly errors: readonly string[];
  /** Absolute paths of the files that it wrote. */
  readonly written: readonly string[];
}

const emitted = /^TSFILE: (.+)$/;
const wrong = /\berror TS\d+: /;
const done = / - Found \d+ errors?\. Watching for file changes\.$/;

/** Reads what `tsc -b --watch --listEmittedFiles` prints. */
export class CompilerOutput {
  #unread = '';
  #errors: string[] = [];
  #written: string[] = [];

  /** Takes what was printed, cut anywhere; gives the rounds that it ended. */
  push(printed: string): Compiled[] {
    const lines = (this.#unread + printed).split(/\r?\n/);
    this.#unread = lines.pop() ?? '';
    return lines.flatMap((line) => this.#read(line));
  }

  #read(line: string): Compiled[] {
    const file = emitted.exec(line)?.[1];
    if (file !== undefined) this.#written.push(file);
    // The second line of an error is indented.
    if (wrong.test(line) || (this.#errors.length > 0 && /^ +\S/.test(line))) this.#errors.push(line);
    if (!done.test(line)) return [];
    const round = { errors: this.#errors, written: this.#written };
    this.#errors = [];
    this.#written = [];
    return [round];
  }
}
