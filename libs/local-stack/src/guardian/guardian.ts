import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { resolve } from 'node:path';

/** What the guardian is told, one JSON object a line. */
export type GuardianOrder =
  | { readonly watch: number; readonly signal: NodeJS.Signals }
  | { readonly forget: number }
  | { readonly remove: string }
  | { readonly keep: string };

/** The same place under src (in tests) and under dist: always the compiled program. */
const program = resolve(__dirname, '../../dist/guardian/guardian-process.js');

/**
 * Keeps a small process of its own that outlives this one for a moment. The two are connected by a pipe: when this
 * process ends, in whatever way, the pipe closes, and the guardian stops the processes and deletes the files it was
 * told about. It lives only while it has something to guard.
 */
class Guardian {
  readonly #processes = new Map<number, NodeJS.Signals>();
  readonly #paths = new Set<string>();
  #child: ChildProcess | undefined;

  /** At the end, `pid` gets `signal`, and SIGKILL when it has not gone soon after. */
  watch(pid: number, signal: NodeJS.Signals): void {
    this.#processes.set(pid, signal);
    this.#tell({ watch: pid, signal });
  }

  /** `pid` has ended; its number may soon be somebody else's. */
  async forget(pid: number): Promise<void> {
    if (!this.#processes.delete(pid)) return;
    this.#tell({ forget: pid });
    await this.#leaveWhenIdle();
  }

  /** At the end, this file or directory is deleted. */
  remove(path: string): void {
    this.#paths.add(path);
    this.#tell({ remove: path });
  }

  /** The path has been dealt with. */
  async keep(path: string): Promise<void> {
    if (!this.#paths.delete(path)) return;
    this.#tell({ keep: path });
    await this.#leaveWhenIdle();
  }

  #tell(order: GuardianOrder): void {
    if (this.#child === undefined) this.#start();
    else this.#send(order);
  }

  #send(order: GuardianOrder): void {
    this.#child?.stdin?.write(`${JSON.stringify(order)}\n`);
  }

  #start(): void {
    // A session of its own: Ctrl-C in the terminal must not reach it.
    const child = spawn(process.execPath, ['--max-old-space-size=16', program], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      cwd: '/',
    });
    this.#child = child;
    child.unref();
    child.stdin.on('error', () => undefined);
    if (child.stdin instanceof Socket) child.stdin.unref();
    child.once('exit', () => {
      if (this.#child !== child) return;
      this.#child = undefined;
      if (!this.#idle()) this.#start();
    });
    for (const [pid, signal] of this.#processes) this.#send({ watch: pid, signal });
    for (const path of this.#paths) this.#send({ remove: path });
  }

  #idle(): boolean {
    return this.#processes.size === 0 && this.#paths.size === 0;
  }

  async #leaveWhenIdle(): Promise<void> {
    const child = this.#child;
    if (child === undefined || !this.#idle()) return;
    this.#child = undefined;
    child.ref();
    const exited = once(child, 'exit');
    child.stdin?.end();
    await exited;
  }
}

/** The one guardian of this process. */
export const guardian = new Guardian();
