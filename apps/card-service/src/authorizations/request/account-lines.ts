import { isUnavailable, Overloaded } from '@mayfly/postgres';

export interface AccountLinesOptions<In, Out> {
  /** Serves members of one account: for each its result, or `again` if it has to come once more. All or nothing. */
  readonly serve: (turn: readonly In[]) => Promise<readonly (Out | 'again')[]>;
  readonly accountOf: (member: In) => string;
  /** The most members in one turn. */
  readonly mostInTurn: number;
  /** The most members that wait, in all lines together. */
  readonly mostWaiting: number;
}

interface Call<In, Out> {
  readonly member: In;
  readonly resolve: (result: Out) => void;
  readonly reject: (error: unknown) => void;
}

/** Lets callers stand in line by account: of each account one turn is under way, and the next takes all that came since. */
export class AccountLines<In, Out> {
  /** An account has a line as long as somebody serves it. */
  readonly #lines = new Map<string, Call<In, Out>[]>();
  #waiting = 0;

  constructor(private readonly options: AccountLinesOptions<In, Out>) {}

  /** @throws Overloaded when too many wait; otherwise whatever `serve` threw for this member */
  async submit(member: In): Promise<Out> {
    const { mostWaiting } = this.options;
    if (this.#waiting >= mostWaiting) throw new Overloaded(mostWaiting);
    this.#waiting += 1;
    try {
      return await new Promise<Out>((resolve, reject) => {
        this.standInLine({ member, resolve, reject });
      });
    } finally {
      this.#waiting -= 1;
    }
  }

  private standInLine(call: Call<In, Out>): void {
    const account = this.options.accountOf(call.member);
    const line = this.#lines.get(account);
    if (line !== undefined) {
      line.push(call);
      return;
    }
    const begun = [call];
    this.#lines.set(account, begun);
    void this.serveLine(account, begun);
  }

  private async serveLine(account: string, line: Call<In, Out>[]): Promise<void> {
    while (line.length > 0) {
      line.unshift(...(await this.takeTurn(line.splice(0, this.options.mostInTurn))));
    }
    this.#lines.delete(account);
  }

  /** Settles what was answered; gives back those that have to come again. Never throws. */
  private async takeTurn(calls: readonly Call<In, Out>[]): Promise<Call<In, Out>[]> {
    try {
      const results = await this.options.serve(calls.map(({ member }) => member));
      return calls.filter((call, index) => {
        const result = results[index];
        if (result === undefined || result === 'again') return true;
        call.resolve(result);
        return false;
      });
    } catch (error) {
      // One may have spoiled it for all: then each on its own, so that only that one fails.
      if (calls.length > 1 && !isUnavailable(error)) return this.takeTurnsAlone(calls);
      for (const call of calls) call.reject(error);
      return [];
    }
  }

  private async takeTurnsAlone(calls: readonly Call<In, Out>[]): Promise<Call<In, Out>[]> {
    const again: Call<In, Out>[] = [];
    for (const call of calls) again.push(...(await this.takeTurn([call])));
    return again;
  }
}
