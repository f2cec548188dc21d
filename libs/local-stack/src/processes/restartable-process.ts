import { setTimeout as sleep } from 'node:timers/promises';
import { CannotStart } from '../cannot-start';
import { SupervisedProcess, type Program } from './supervised-process';

/** Settles when clients can work with the process; gives up when the signal says so. */
export type AwaitReady = (process: SupervisedProcess, signal: AbortSignal) => Promise<void>;

/** A program that can be killed and started again in the same place, as a fault test or a supervisor does. */
export class RestartableProcess {
  #process: SupervisedProcess;

  private constructor(
    private readonly program: Program,
    private readonly awaitReady: AwaitReady,
    private readonly startWithinMs: number,
  ) {
    this.#process = SupervisedProcess.start(program);
  }

  /** Starts it and waits until it is ready; throws {@link CannotStart} with the end of its log when it does not get there. */
  static async start(
    program: Program,
    awaitReady: AwaitReady,
    startWithinMs: number,
  ): Promise<RestartableProcess> {
    const process = new RestartableProcess(program, awaitReady, startWithinMs);
    await process.#becomeReady();
    return process;
  }

  get name(): string {
    return this.program.name;
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  get running(): boolean {
    return this.#process.running;
  }

  /** Settles when the present process ends, with why. */
  get exited(): Promise<string> {
    return this.#process.exited;
  }

  /** Kills it, by default without warning, and waits until it is gone. */
  kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    return this.#process.kill(signal);
  }

  /** Ends it in good order if it runs, starts it again on the same port and waits until it is ready. */
  async restart(): Promise<void> {
    await this.#process.stop();
    this.#process = SupervisedProcess.start(this.program);
    await this.#becomeReady();
  }

  /** Ends it in good order. */
  stop(): Promise<void> {
    return this.#process.stop();
  }

  async #becomeReady(): Promise<void> {
    const process = this.#process;
    const over = new AbortController();
    const outcome = await Promise.race([
      this.awaitReady(process, over.signal).then(() => 'ready' as const),
      process.exited.then((why) => `ended (${why}) before it was ready`),
      sleep(this.startWithinMs, `was not ready within ${this.startWithinMs} ms`, { signal: over.signal }),
    ]).finally(() => {
      over.abort();
    });
    if (outcome === 'ready') return;
    await process.stop();
    throw new CannotStart(
      `${this.program.name} ${outcome}. The end of ${this.program.logFile}:\n${process.logTail()}`,
    );
  }
}
