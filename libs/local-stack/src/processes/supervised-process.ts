import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { guardian } from '../guardian/guardian';

/** Who a process runs as, when not as this one's user. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** A program as it is to be run. */
export interface Program {
  /** As shown to people. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly user?: SystemUser;
  /** Receives what it prints; appended to. */
  readonly logFile: string;
  /** Asks it to end in good order. */
  readonly stopSignal: NodeJS.Signals;
  /** With a message channel to this process: a Node program. */
  readonly ipc?: boolean;
}

/** A running program that ends with this process, even when this process is killed. */
export class SupervisedProcess {
  readonly pid: number | undefined;
  /** Settles when the program has ended, with why: "exit code 1", "SIGKILL". */
  readonly exited: Promise<string>;
  #running = true;

  constructor(
    readonly program: Program,
    readonly child: ChildProcess,
  ) {
    this.pid = child.pid;
    if (child.pid !== undefined) guardian.watch(child.pid, program.stopSignal);
    this.exited = new Promise((resolve) => {
      const ended = (why: string): void => {
        this.#running = false;
        if (child.pid === undefined) resolve(why);
        else
          void guardian.forget(child.pid).then(() => {
            resolve(why);
          });
      };
      child.once('exit', (code, signal) => {
        ended(signal ?? `exit code ${code ?? 'unknown'}`);
      });
      child.once('error', (error) => {
        ended(error.message);
      });
    });
  }

  /** Starts the program. That it cannot be started at all shows as `exited`. */
  static start(program: Program): SupervisedProcess {
    mkdirSync(dirname(program.logFile), { recursive: true });
    const log = openSync(program.logFile, 'a');
    try {
      const child = spawn(program.command, program.args, {
        // Ctrl-C reaches this process only, which then ends the others in the right order.
        detached: true,
        stdio: program.ipc ? ['ignore', log, log, 'ipc'] : ['ignore', log, log],
        ...(program.cwd === undefined ? {} : { cwd: program.cwd }),
        ...(program.env === undefined ? {} : { env: program.env }),
        ...program.user,
      });
      return new SupervisedProcess(program, child);
    } finally {
      closeSync(log);
    }
  }

  get running(): boolean {
    return this.#running;
  }

  /** Sends a signal that ends the program and waits until it has ended. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (this.#running) this.child.kill(signal);
    await this.exited;
  }

  /** Ends the program in good order, or with SIGKILL when it takes longer than `graceMs`. */
  async stop(graceMs = 10_000): Promise<void> {
    if (this.#running) this.child.kill(this.program.stopSignal);
    const patience = new AbortController();
    const late = sleep(graceMs, 'late', { signal: patience.signal }).catch(() => 'ended');
    if ((await Promise.race([this.exited, late])) === 'late') this.child.kill('SIGKILL');
    patience.abort();
    await this.exited;
  }

  /** The last lines it printed. */
  logTail(lines = 15): string {
    return readFileSync(this.program.logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  }
}
