/** Approved, or the part that declined: everything a decision can come to. */
export const endings = ['approved', 'credit', 'fraud', 'policy', 'technical'] as const;
export type Ending = (typeof endings)[number];

/** How often each ending in force meets each ending by the candidate. */
export class OutcomeMatrix {
  readonly #counts = new Map<string, number>();

  add(inForce: Ending, candidate: Ending): void {
    this.#counts.set(`${inForce} ${candidate}`, this.count(inForce, candidate) + 1);
  }

  count(inForce: Ending, candidate: Ending): number {
    return this.#counts.get(`${inForce} ${candidate}`) ?? 0;
  }

  get total(): number {
    return this.#sum(() => true);
  }

  /** Other outcomes: approved in force and not by the candidate, or the other way round. */
  get turned(): number {
    return this.#sum((inForce, candidate) => (inForce === 'approved') !== (candidate === 'approved'));
  }

  /** Declined by both, by another part. */
  get otherPart(): number {
    return this.#sum((inForce, candidate) => inForce !== candidate) - this.turned;
  }

  approvedInForce(): number {
    return this.#sum((inForce) => inForce === 'approved');
  }

  approvedByCandidate(): number {
    return this.#sum((_, candidate) => candidate === 'approved');
  }

  #sum(meant: (inForce: Ending, candidate: Ending) => boolean): number {
    let sum = 0;
    for (const inForce of endings) {
      for (const candidate of endings) if (meant(inForce, candidate)) sum += this.count(inForce, candidate);
    }
    return sum;
  }
}
