/** The queue is full: refused at once, nothing was done. */
export class Overloaded extends Error {
  override readonly name = 'Overloaded';

  constructor(maxQueued: number) {
    super(`More than ${maxQueued} requests are waiting`);
  }
}
