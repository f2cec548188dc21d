/** Something this machine lacks, or a server that did not come up; the message is written for the person at the terminal. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}
