import { Inject, Injectable, Logger } from '@nestjs/common';
import { inTransaction, isRetriable, loadStatement, type Executor, type Pool } from '@mayfly/postgres';
import { POOL } from '../providers';

/** What sweeps end. */
export type SweptKind = 'overdue_authorization' | 'expired_hold' | 'expired_card';

/** One that a sweep has chosen. */
export interface Chosen {
  readonly id: string;
  /** It was set aside before, and is tried again. */
  readonly was_aside: boolean;
}

/** How a sweep chooses and ends. */
export interface Sweeping<Result> {
  /** Chooses a bounded number, and locks so that two sweepers do not wait for each other. */
  readonly claim: (tx: Executor) => Promise<readonly Chosen[]>;
  /** Ends them, all or none. */
  readonly end: (executor: Executor, ids: readonly string[]) => Promise<readonly Result[]>;
}

/** What became of the chosen. */
export interface SweptSet<Result> {
  readonly results: readonly Result[];
  /** How many were set aside, now or again. */
  readonly setAside: number;
}

const setAside = loadStatement(__dirname, 'set-aside.sql');
const takeBack = loadStatement(__dirname, 'take-back.sql');

const tryAgainAfterMinutes = 10;

/** Keeps a row that cannot be ended from holding up those behind it. */
@Injectable()
export class SetAside {
  private readonly logger = new Logger(SetAside.name);

  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /**
   * Ends what `claim` chooses, in one transaction; where one spoils it for all, in halves, until it stands alone and is set aside.
   *
   * @throws what says that the database is away: then nothing is set aside
   */
  async sweep<Result>(kind: SweptKind, { claim, end }: Sweeping<Result>): Promise<SweptSet<Result>> {
    let chosen: readonly Chosen[] = [];
    try {
      const results = await inTransaction(this.pool, async (tx) => {
        chosen = await claim(tx);
        return chosen.length === 0 ? [] : await end(tx, idsOf(chosen));
      });
      await this.takeBack(kind, chosen);
      return { results, setAside: 0 };
    } catch (error) {
      if (isRetriable(error) || chosen.length === 0) throw error;
      return await this.inHalves(kind, chosen, end, error);
    }
  }

  private async inHalves<Result>(
    kind: SweptKind,
    chosen: readonly Chosen[],
    end: Sweeping<Result>['end'],
    error: unknown,
  ): Promise<SweptSet<Result>> {
    const [first, ...others] = chosen;
    if (first === undefined) return { results: [], setAside: 0 };
    if (others.length === 0) return this.putAside(kind, first.id, error);
    const middle = Math.ceil(chosen.length / 2);
    const parts: SweptSet<Result>[] = [];
    for (const half of [chosen.slice(0, middle), chosen.slice(middle)]) {
      try {
        parts.push({ results: await end(this.pool, idsOf(half)), setAside: 0 });
        await this.takeBack(kind, half);
      } catch (again) {
        if (isRetriable(again)) throw again;
        parts.push(await this.inHalves(kind, half, end, again));
      }
    }
    return {
      results: parts.flatMap(({ results }) => results),
      setAside: parts.reduce((sum, { setAside }) => sum + setAside, 0),
    };
  }

  /** What passed is not aside any more. */
  private async takeBack(kind: SweptKind, chosen: readonly Chosen[]): Promise<void> {
    const returned = idsOf(chosen.filter(({ was_aside }) => was_aside));
    if (returned.length > 0) await takeBack.rows(this.pool, [kind, returned]);
  }

  private async putAside(kind: SweptKind, id: string, error: unknown): Promise<SweptSet<never>> {
    const reason = error instanceof Error ? error.message : String(error);
    const [row] = await setAside.rows<{ first: boolean }>(this.pool, [
      kind,
      id,
      reason,
      tryAgainAfterMinutes,
    ]);
    if (row?.first === true) this.logger.error(`${kind} ${id} is set aside: ${reason}`);
    return { results: [], setAside: 1 };
  }
}

function idsOf(chosen: readonly Chosen[]): string[] {
  return chosen.map(({ id }) => id);
}
