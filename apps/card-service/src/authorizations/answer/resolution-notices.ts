import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { listen, loadStatement, type Listener, type Pool } from '@mayfly/postgres';
import { POOL, SETTINGS } from '../../providers';
import type { Settings } from '../../settings';
import { BookMovements } from '../book/book-movements';
import { AwaitResolution } from './await-resolution';

const channel = 'authorization_resolved';
const notifyResolved = loadStatement(__dirname, 'notify-resolved.sql');

/** A payload must be shorter than 8,000 bytes; an id and its comma are 37. */
const idsInPayload = 200;

/** Brings final answers to the calls that wait for them, in this instance and, by notice, in the others. */
@Injectable()
export class ResolutionNotices implements OnApplicationBootstrap, OnApplicationShutdown {
  #listener: Listener | undefined;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'databaseUrl'>,
    private readonly awaiting: AwaitResolution,
    movements: BookMovements,
  ) {
    movements.onResolved((resolutions) => {
      this.send(this.awaiting.answer(resolutions));
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    this.#listener = await listen(
      this.settings.databaseUrl,
      channel,
      (payload) => void this.awaiting.lookAt(payload.split(',')),
      { applicationName: 'card-service resolutions' },
    );
  }

  /** Never throws, never waits: who misses a notice looks at the row a little later. */
  private send(authorizationIds: readonly string[]): void {
    if (authorizationIds.length === 0) return;
    const payloads: string[] = [];
    for (let first = 0; first < authorizationIds.length; first += idsInPayload) {
      payloads.push(authorizationIds.slice(first, first + idsInPayload).join(','));
    }
    notifyResolved.rows(this.pool, [payloads]).catch(() => undefined);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#listener?.close();
  }
}
