import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { awaitKafkaReady } from '@mayfly/messaging';
import { CannotStart } from '../cannot-start';
import { freePorts } from '../processes/free-ports';
import { RestartableProcess } from '../processes/restartable-process';
import { SupervisedProcess, type Program } from '../processes/supervised-process';
import { brokerSettings } from './broker-settings';
import type { Java } from './java';
import { kafkaFolder } from './kafka-jars';

/** What a broker needs to run. */
export interface BrokerParts {
  readonly java: Java;
  readonly jars: readonly string[];
  /** Further flags of the Java machine. */
  readonly flags: readonly string[];
  /** Holds its settings, its log of what it did and its data; may hold those of an earlier run. */
  readonly directory: string;
  /** Receives what it prints. */
  readonly logFile: string;
}

/** A running broker. */
export interface Broker {
  readonly address: string;
  readonly logFile: string;
  readonly server: RestartableProcess;
}

const startWithinMs = 60_000;

/** Starts a broker on free ports and waits until a consumer group has worked on it. */
export async function runBroker(parts: BrokerParts): Promise<Broker> {
  const [brokerPort = 0, controllerPort = 0] = await freePorts(2);
  const address = `127.0.0.1:${brokerPort}`;
  const logDir = join(parts.directory, 'data');
  const properties = join(parts.directory, 'server.properties');
  await mkdir(parts.directory, { recursive: true });
  await writeFile(properties, brokerSettings({ brokerPort, controllerPort, logDir }));
  if (!existsSync(join(logDir, 'meta.properties'))) await format(parts, properties);
  const broker = program('Kafka', parts, ['kafka.Kafka', properties]);
  const server = await RestartableProcess.start(
    broker,
    (_process, signal) => awaitKafkaReady([address], signal),
    startWithinMs,
  );
  return { address, logFile: broker.logFile, server };
}

async function format(parts: BrokerParts, properties: string): Promise<void> {
  const clusterId = newClusterId(randomBytes(16));
  const args = ['kafka.tools.StorageTool', 'format', '--cluster-id', clusterId, '--config', properties];
  const formatting = SupervisedProcess.start(program("Kafka's format", parts, args));
  const why = await formatting.exited;
  if (why !== 'exit code 0')
    throw new CannotStart(`Kafka's format failed (${why}):\n${formatting.logTail()}`);
}

function program(
  name: string,
  { java, jars, flags, directory, logFile }: BrokerParts,
  args: readonly string[],
): Program {
  return {
    name,
    command: java.command,
    args: [
      '-Xms64m',
      '-Xmx320m',
      '-XX:+UseSerialGC',
      '-XX:+ExitOnOutOfMemoryError',
      '-XX:-UsePerfData',
      ...flags,
      `-Dlog4j2.configurationFile=${join(kafkaFolder, 'log4j2.properties')}`,
      '-cp',
      jars.join(delimiter),
      ...args,
    ],
    cwd: directory,
    logFile,
    stopSignal: 'SIGTERM',
  };
}

/** 16 bytes in base64url, as Kafka writes ids. One that began with a dash would be read as an option: its first bit is zero. */
export function newClusterId(bytes: Buffer): string {
  return Buffer.from(bytes.map((byte, index) => (index === 0 ? byte & 0x7f : byte))).toString('base64url');
}
