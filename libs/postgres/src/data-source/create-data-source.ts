import { DataSource, type EntitySchema } from 'typeorm';
import { valueTypes } from '../pool/value-types';

/** A class decorated with `@Entity()`, or a schema. */
export type Entity = (new () => object) | EntitySchema;

/**
 * TypeORM for administrative reads, with few connections of its own so that it never takes one from the hot path. Values
 * come back as on the pool (int8 as bigint). Call `initialize()` before use and `destroy()` at the end.
 */
export function createDataSource(url: string, entities: Entity[]): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities,
    poolSize: 2,
    applicationName: 'mayfly administration',
    connectTimeoutMS: 1_000,
    installExtensions: false,
    synchronize: false,
    logging: false,
    poolErrorHandler: () => undefined,
    extra: { types: valueTypes, statement_timeout: 5_000, query_timeout: 6_000 },
  });
}
