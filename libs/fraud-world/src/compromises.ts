import type { Random } from './random';

/** What is compromised on each day: two more terminals for 28 days, three more customers for 14. */
export class Compromises {
  private readonly terminalUntilDay = new Map<number, number>();
  private readonly customerUntilDay = new Map<number, number>();

  constructor(
    private readonly random: Random,
    private readonly customers: number,
    private readonly terminals: number,
  ) {}

  /** Draws the day's newly compromised ones; call once for each day, in order. */
  begin(day: number): void {
    for (const id of this.draw(2, this.terminals)) this.terminalUntilDay.set(id, day + 28);
    for (const id of this.draw(3, this.customers)) this.customerUntilDay.set(id, day + 14);
  }

  isTerminal(id: number, day: number): boolean {
    return day < (this.terminalUntilDay.get(id) ?? 0);
  }

  isCustomer(id: number, day: number): boolean {
    return day < (this.customerUntilDay.get(id) ?? 0);
  }

  private draw(count: number, population: number): Set<number> {
    const drawn = new Set<number>();
    while (drawn.size < Math.min(count, population)) drawn.add(this.random.below(population));
    return drawn;
  }
}
