import { readFileSync } from 'node:fs';
import type { Screen } from './screen';

const npmWatchMs = 1_000;

/** How a start is taken back, at its own end or when the person at the terminal wants it to end. */
export class Ending {
  /** Nothing that ends from now on is to be started again. */
  begun = false;
  /** What the exit code is when the end is asked for: 0 once everything is up. */
  exitCode = 130;
  readonly #steps: (() => Promise<void> | void)[] = [];
  #ended: Promise<void> | undefined;

  /** Listens for Ctrl-C, for a closed terminal, for a request to end, and for the death of the npm that started this. */
  constructor(private readonly screen: Screen) {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        // Whoever presses Ctrl-C again does not want to wait; the guardian finishes.
        if (this.begun) process.exit(this.exitCode);
        void this.#leave('stopping …');
      });
    }
    if (process.env['npm_lifecycle_event'] === undefined) return;
    // A killed npm takes nobody along.
    const npm = ancestry();
    setInterval(() => {
      if (ancestry() !== npm && !this.begun) void this.#leave('npm is gone: stopping …');
    }, npmWatchMs).unref();
  }

  /** Adds a step; the last one added is the first to run. */
  undo(step: () => Promise<void> | void): void {
    this.#steps.push(step);
  }

  /** Takes everything back, once. */
  end(): Promise<void> {
    this.begun = true;
    this.#ended ??= this.#takeBack();
    return this.#ended;
  }

  async #takeBack(): Promise<void> {
    for (const step of this.#steps.splice(0).reverse()) await step();
  }

  async #leave(why: string): Promise<never> {
    this.screen.say(`\n  ${why}`);
    await this.end();
    // Something may still be on its way up; the guardian ends it.
    process.exit(this.exitCode);
  }
}

/** The parent and its parent: npm may have put a shell between itself and this process. */
function ancestry(): string {
  try {
    const [, shellsParent] = /\) \S (\d+)/.exec(readFileSync(`/proc/${process.ppid}/stat`, 'utf8')) ?? [];
    return `${process.ppid} ${shellsParent ?? ''}`;
  } catch {
    // A system without /proc; its shell puts the command in its own place.
    return String(process.ppid);
  }
}
