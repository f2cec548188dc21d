import { setTimeout as pause } from 'node:timers/promises';

/** How long the candidate may keep the process before it lets answers pass. */
const sliceMs = 2;
/** Rest for each unit of work: a candidate gets a fifth of the process at most, however much it would take. */
const restPerWork = 4;

/** Shares the one thread between the candidate and the answers. */
export class Pace {
  #workedMs = 0;

  /** Notes that the candidate kept the process for so long, and waits when its slice is used up. */
  async worked(ms: number): Promise<void> {
    this.#workedMs += ms;
    if (this.#workedMs < sliceMs) return;
    const restMs = this.#workedMs * restPerWork;
    this.#workedMs = 0;
    await pause(restMs);
  }
}
