import { loadStatement, type Pool } from '@mayfly/postgres';

const backlog = loadStatement(__dirname, 'backlog.sql');

/** What has not reached Kafka. */
export interface OutboxBacklog {
  readonly unpublished: bigint;
  /** Events set aside because their schema does not admit them: always a fault of this system. */
  readonly refused: bigint;
  /** Age of the oldest unpublished event in seconds; 0 when there is none. */
  readonly oldestSeconds: number;
}

/** Counts what has not reached Kafka. For metrics and audits: reads every unpublished row. */
export async function outboxBacklog(pool: Pool): Promise<OutboxBacklog> {
  const [row] = await backlog.rows<OutboxBacklog>(pool);
  return row ?? { unpublished: 0n, refused: 0n, oldestSeconds: 0 };
}
