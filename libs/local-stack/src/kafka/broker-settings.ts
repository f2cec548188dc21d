/** Where one broker listens and keeps its log. */
export interface BrokerPlace {
  readonly brokerPort: number;
  readonly controllerPort: number;
  readonly logDir: string;
}

/** server.properties of a single node that is broker and controller. */
export function brokerSettings({ brokerPort, controllerPort, logDir }: BrokerPlace): string {
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    listeners: `PLAINTEXT://127.0.0.1:${brokerPort},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${brokerPort}`,
    'log.dirs': logDir,
    'auto.create.topics.enable': false,
    'default.replication.factor': 1,
    'min.insync.replicas': 1,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'share.coordinator.state.topic.num.partitions': 1,
    // A first consumer need not wait for others: there may be none.
    'group.initial.rebalance.delay.ms': 0,
    // After kill -9 the broker may come back only when its former self is taken for dead: 9 s by default.
    'broker.session.timeout.ms': 4_000,
    'broker.heartbeat.interval.ms': 1_000,
    // The defaults are for a machine of its own: 128 MB for the log cleaner, a dozen threads, two empty records a second.
    'log.cleaner.dedupe.buffer.size': 4_194_304,
    'log.cleaner.io.buffer.size': 131_072,
    'num.network.threads': 2,
    'num.io.threads': 2,
    'background.threads': 2,
    'num.recovery.threads.per.data.dir': 2,
    'metadata.max.idle.interval.ms': 0,
    'log.index.size.max.bytes': 1_048_576,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
