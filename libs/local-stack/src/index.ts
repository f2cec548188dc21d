export { CannotStart } from './cannot-start';
export { startPostgres, type LocalPostgres, type Placement } from './postgres/start-postgres';
export { startKafka, type LocalKafka } from './kafka/start-kafka';
export { startServers, type LocalServers, type ServerAddresses, type ServerOptions } from './servers';
export type { RestartableProcess } from './processes/restartable-process';
export { disposableDatabase, type DisposableDatabase } from './disposable/disposable-database';
export { disposableTopicPrefix } from './disposable/disposable-topic-prefix';
export { startMayfly, type MayflyOptions, type MayflySystem } from './mayfly/start-mayfly';
export type { AppName, AppProcess } from './mayfly/start-app';
