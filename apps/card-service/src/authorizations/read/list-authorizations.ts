import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createDataSource } from '@mayfly/postgres';
import { QueryFailedError, type DataSource } from 'typeorm';
import { AuthorizationEntity } from './authorization.entity';
import { SETTINGS } from '../../providers';
import type { Settings } from '../../settings';
import type { ListAuthorizationsDto, ListedAuthorizationDto } from './list-authorizations.dto';

const usualLimit = 50;

/** Lists authorizations for the administration, over connections of its own: it takes none from the hot path. */
@Injectable()
export class ListAuthorizations implements OnApplicationShutdown {
  private readonly dataSource: DataSource;
  private connecting: Promise<unknown> | undefined;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.dataSource = createDataSource(settings.databaseUrl, [AuthorizationEntity]);
  }

  /** The newest that match. Throws what the driver throws when the database is away. */
  async execute({
    customerId,
    state,
    limit = usualLimit,
  }: ListAuthorizationsDto): Promise<ListedAuthorizationDto[]> {
    await this.connect();
    const rows = await this.dataSource
      .getRepository(AuthorizationEntity)
      .find({
        where: {
          ...(customerId === undefined ? {} : { customerId }),
          ...(state === undefined ? {} : { state }),
        },
        order: { requestedAt: 'DESC' },
        take: limit,
      })
      .catch((error: unknown) => {
        // TypeORM's wrapper hides which error of PostgreSQL it is.
        throw error instanceof QueryFailedError ? error.driverError : error;
      });
    return rows.map(listed);
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  /** Connects at the first use; a failure is not remembered. */
  private async connect(): Promise<void> {
    if (this.dataSource.isInitialized) return;
    this.connecting ??= this.dataSource.initialize().finally(() => {
      this.connecting = undefined;
    });
    await this.connecting;
  }
}

function listed(row: AuthorizationEntity): ListedAuthorizationDto {
  return {
    authorizationId: row.id,
    customerId: row.customerId,
    cardId: row.cardId,
    networkId: row.networkId,
    kind: row.kind,
    state: row.state,
    origin: row.origin,
    reasons: row.reasons,
    amountMinor: Number(row.amountMinor),
    currency: row.currency,
    merchantName: row.merchantName,
    mcc: row.mcc,
    requestedAt: row.requestedAt.toISOString(),
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
  };
}
