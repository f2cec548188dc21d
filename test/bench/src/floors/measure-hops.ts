import { execFile } from 'node:child_process';
import { basename, delimiter } from 'node:path';
import { promisify } from 'node:util';
import { disposableTopicPrefix, findJava, kafkaToolJars, type Progress } from '@mayfly/local-stack';
import { createKafka, type Kafka } from '@mayfly/messaging';
import { percentile } from './percentile';

/** How a hop through Kafka is measured. */
export interface HopOptions {
  /** host:port, separated by commas. */
  readonly kafkaBrokers: string;
  /** Default 10,000, of which Kafka's tool tells each thousandth. */
  readonly messages?: number;
  /** Default 900: what `authorization.requested.v1` has with its headers. */
  readonly recordBytes?: number;
  /** Not to look for Kafka's tool; for a comparison of both. */
  readonly withoutTool?: boolean;
  /** Told of a download. */
  readonly progress?: Progress;
}

/** What one record takes from the producer's call to the consumer's hands, one at a time, acknowledged by all replicas. */
export interface HopFloor {
  readonly tool: 'EndToEndLatency' | 'node stand-in';
  /** Of the tool; for the stand-in, why there was no tool. */
  readonly version: string;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly averageMs: number;
}

/** The product's own number for a topic of purchases. */
const partitions = 6;
const tool = 'org.apache.kafka.tools.EndToEndLatency';
const execute = promisify(execFile);

/**
 * Measures one hop by Kafka's own end-to-end tool on a topic of its own, which is deleted; by this project's client where the tool
 * cannot be had.
 */
export async function measureHops(options: HopOptions): Promise<HopFloor> {
  const { kafkaBrokers, messages = 10_000, recordBytes = 900, progress = () => undefined } = options;
  const kafka = createKafka({
    brokers: kafkaBrokers.split(','),
    clientId: 'benchmark',
    topicPrefix: disposableTopicPrefix(),
  });
  const topic = kafka.prefixed('hops');
  const admin = await kafka.admin();
  try {
    await admin.createTopics({ topics: [{ topic, numPartitions: partitions, replicationFactor: 1 }] });
    const found = options.withoutTool ? 'not asked for' : await findTool(progress);
    return typeof found === 'string'
      ? await byNode(kafka, topic, messages, recordBytes, found)
      : await byTool(found, kafkaBrokers, topic, messages, recordBytes);
  } finally {
    await admin.deleteTopics({ topics: [topic] });
    await kafka.close();
  }
}

interface Tool {
  readonly java: string;
  readonly jars: readonly string[];
}

/** The tool, or why it cannot be had. */
async function findTool(progress: Progress): Promise<Tool | string> {
  try {
    return { java: findJava().command, jars: await kafkaToolJars(progress) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function byTool(
  { java, jars }: Tool,
  kafkaBrokers: string,
  topic: string,
  messages: number,
  recordBytes: number,
): Promise<HopFloor> {
  const { stdout } = await execute(java, [
    ...['-Xmx128m', '-XX:+UseSerialGC', '-cp', jars.join(delimiter), tool],
    ...['--bootstrap-server', kafkaBrokers, '--topic', topic, '--num-records', String(messages)],
    ...['--producer-acks', 'all', '--record-size', String(recordBytes)],
  ]);
  const version =
    jars.map((jar) => /^kafka-tools-(.+)\.jar$/.exec(basename(jar))?.[1]).find(Boolean) ?? 'unknown';
  return { tool: 'EndToEndLatency', version, ...readHops(stdout) };
}

/**
 * Reads what the tool printed. Its percentiles are whole milliseconds, the rest cut off: too coarse for a hop that takes less than
 * one. So the median is that of the hops it tells exactly, each thousandth but the first, kept within the millisecond of its own; the
 * 99th percentile is the tool's, cut off as it is: a floor may be too low, never too high.
 *
 * @throws when it is not the tool's output
 */
export function readHops(printed: string): Pick<HopFloor, 'p50Ms' | 'p99Ms' | 'averageMs'> {
  const told = [...printed.matchAll(/^([1-9]\d*)\t([\d.]+(?:E-?\d+)?)$/gm)].map(([, , ms]) => Number(ms));
  const averageMs = Number(/^Avg latency: ([\d.]+) ms/m.exec(printed)?.[1]);
  const [, median, p99] = /^Percentiles: 50th = (\d+), 99th = (\d+)/m.exec(printed) ?? [];
  if (told.length === 0 || Number.isNaN(averageMs) || median === undefined || p99 === undefined) {
    throw new Error(`Kafka's end-to-end tool printed something else:\n${printed}`);
  }
  const wholeMs = Number(median);
  const p50Ms = Math.min(Math.max(percentile(told, 0.5), wholeMs), wholeMs + 1);
  return { p50Ms, p99Ms: Math.max(p50Ms, Number(p99)), averageMs };
}

async function byNode(
  kafka: Kafka,
  topic: string,
  messages: number,
  recordBytes: number,
  why: string,
): Promise<HopFloor> {
  const producer = await kafka.producer();
  const consumer = kafka.consumer({ groupId: topic });
  const value = Buffer.alloc(recordBytes, 'x');
  let arrived: () => void = () => undefined;
  const assigned = new Promise<void>((resolve) => {
    consumer.on(consumer.events.GROUP_JOIN, () => {
      resolve();
    });
  });
  try {
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      eachMessage: () => {
        arrived();
        return Promise.resolve();
      },
    });
    await assigned;
    const hops: number[] = [];
    for (let message = 0; message < messages; message += 1) {
      const arrival = new Promise<void>((resolve) => (arrived = resolve));
      const sentMs = performance.now();
      await producer.send({ topic, acks: -1, messages: [{ value }] });
      await arrival;
      hops.push(performance.now() - sentMs);
    }
    const averageMs = hops.reduce((sum, ms) => sum + ms, 0) / hops.length;
    const version = `Node.js ${process.versions.node} (${why})`;
    const [p50Ms, p99Ms] = [percentile(hops, 0.5), percentile(hops, 0.99)];
    return { tool: 'node stand-in', version, p50Ms, p99Ms, averageMs };
  } finally {
    await consumer.disconnect();
  }
}
