import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Placement } from '../postgres/start-postgres';
import { temporaryDirectory } from '../processes/temporary-directory';
import type { RestartableProcess } from '../processes/restartable-process';
import { classArchiveFlags } from './class-archive';
import { findJava, type Java } from './java';
import { kafkaJars, type Progress } from './kafka-jars';
import { runBroker } from './run-broker';

/** A Kafka broker of this process. */
export interface LocalKafka {
  readonly brokers: string;
  readonly logFile: string;
  /** To kill it, or to start it again on the same port. */
  readonly server: RestartableProcess;
  /** Ends it; deletes its data unless they were put into a directory of the caller's. */
  stop(): Promise<void>;
}

/** Starts Kafka on free ports, downloading it first when this user never has; settles when a consumer group has worked. */
export async function startKafka(
  { dataDir, logDir }: Placement = {},
  progress: Progress = () => undefined,
): Promise<LocalKafka> {
  const java = findJava();
  const jars = await kafkaJars(progress);
  const flags = await classArchiveFlags(java, jars, (archiveFlags) => rehearse(java, jars, archiveFlags));
  const temporary = dataDir === undefined ? temporaryDirectory() : undefined;
  const directory = resolve(temporary?.path ?? dataDir ?? '');
  await mkdir(directory, { recursive: true });
  try {
    const { address, logFile, server } = await runBroker({
      java,
      jars,
      flags,
      directory,
      logFile: join(logDir ?? directory, 'kafka.log'),
    });
    return {
      brokers: address,
      logFile,
      server,
      async stop() {
        await server.stop();
        await temporary?.remove();
      },
    };
  } catch (error) {
    await temporary?.remove();
    throw error;
  }
}

async function rehearse(java: Java, jars: readonly string[], flags: readonly string[]): Promise<void> {
  const temporary = temporaryDirectory();
  try {
    const { server } = await runBroker({
      java,
      jars,
      flags,
      directory: temporary.path,
      logFile: join(temporary.path, 'kafka.log'),
    });
    await server.stop();
  } finally {
    await temporary.remove();
  }
}
