/** A service that does its work. */
export interface RunningProcess {
  /** Where its HTTP is, on this machine. */
  readonly url: string;
  /** Ends the work in hand and closes everything; each step within a time limit. */
  stop(): Promise<void>;
}
