import { parseArgs } from 'node:util';
import { createKafka, type Kafka, silentLog } from '@mayfly/messaging';
import { createPool } from '@mayfly/postgres';
import { printAudit } from './audit/print-audit';
import { runAudit } from './audit/run-audit';
import { printDeadLetters, replay } from './dlq/dead-letters';
import { findRunningSystem, type RunningSystem } from './system/running-system';
import { openScreen } from './watch/screen';
import { watchTopics } from './watch/watch-topics';

const usage = `usage: operations <command>

  watch   the topics, live: [--topic PART]… [--card ID|LAST4] [--customer ID] [--outcome WORD] [--from-beginning] [--json]
  dlq     the dead letters: list (default), or replay [ID…] [--yes]; without --yes nothing is sent
  audit   every invariant on the running system; exits 1 when one is broken [--tolerance-ms 3000] [--json]`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    topic: { type: 'string', multiple: true, default: [] },
    card: { type: 'string' },
    customer: { type: 'string' },
    outcome: { type: 'string' },
    'from-beginning': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    yes: { type: 'boolean', default: false },
    'tolerance-ms': { type: 'string', default: '3000' },
  },
});
const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main([command, ...rest]: readonly string[]): Promise<number> {
  if (command !== 'watch' && command !== 'dlq' && command !== 'audit') {
    print(usage);
    return 2;
  }
  const system = findRunningSystem(process.env);
  const kafka = createKafka({
    brokers: system.kafkaBrokers,
    clientId: 'operations',
    topicPrefix: system.topicPrefix,
    log: silentLog,
  });
  try {
    if (command === 'watch') return await watch(kafka);
    return command === 'dlq' ? await deadLetters(kafka, rest) : await audit(kafka, system);
  } finally {
    await kafka.close();
  }
}

async function watch(kafka: Kafka): Promise<number> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const { card, customer, outcome } = values;
  const from = values['from-beginning'] ? 'beginning' : 'now';
  const options = {
    filter: { card, customer, outcome },
    topics: values.topic,
    from,
    json: values.json,
  } as const;
  await watchTopics(kafka, options, openScreen(process.stdout), stop.signal);
  return 0;
}

async function deadLetters(kafka: Kafka, [verb = 'list', ...ids]: readonly string[]): Promise<number> {
  if (verb === 'list') {
    await printDeadLetters(kafka, print);
    return 0;
  }
  if (verb !== 'replay') throw new Error(`dlq knows list and replay, not ${verb}`);
  return (await replay(kafka, ids, { dryRun: !values.yes }, print)) === 0 ? 0 : 1;
}

async function audit(kafka: Kafka, system: RunningSystem): Promise<number> {
  const cardDatabase = createPool(system.cardDatabaseUrl, { max: 2, applicationName: 'operations' });
  const assessmentDatabase = createPool(system.assessmentDatabaseUrl, {
    max: 2,
    applicationName: 'operations',
  });
  try {
    const toleranceMs = Number(values['tolerance-ms']);
    const findings = await runAudit({ cardDatabase, assessmentDatabase, kafka, toleranceMs });
    if (!values.json) return printAudit(findings, print) === 0 ? 0 : 1;
    print(JSON.stringify(findings, null, 2));
    return findings.every(({ violations }) => violations.length === 0) ? 0 : 1;
  } finally {
    await Promise.all([cardDatabase.end(), assessmentDatabase.end()]);
  }
}

main(positionals).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
