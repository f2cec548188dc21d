import { createKafka, silentLog } from '@mayfly/messaging';
import { auditCommand, auditUsage } from './audit/audit-command';
import { clockCommand, clockUsage } from './clock/clock-command';
import { dlqCommand, dlqUsage } from './dlq/dlq-command';
import { driftCommand, driftUsage } from './drift/drift-command';
import { replayCommand, replayUsage } from './replay/replay-command';
import { findAssessmentDatabase, findRunningSystem } from './system/running-system';
import { openScreen } from './watch/screen';
import { watchCommand, watchUsage } from './watch/watch-command';

const usage = [
  'usage: operations <command>',
  '',
  watchUsage,
  dlqUsage,
  auditUsage,
  clockUsage,
  replayUsage,
  driftUsage,
].join('\n');
const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main([command, ...args]: readonly string[]): Promise<number> {
  if (command === 'replay')
    return replayCommand(args, findAssessmentDatabase(process.env), openScreen(process.stdout));
  if (command === 'drift') return driftCommand(args, findAssessmentDatabase(process.env), new Date(), print);
  if (command === 'clock') return clockCommand(args, findRunningSystem(process.env), print);
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
    switch (command) {
      case 'watch':
        return await watchCommand(args, kafka);
      case 'dlq':
        return await dlqCommand(args, kafka, print);
      case 'audit':
        return await auditCommand(args, kafka, system, print);
    }
  } finally {
    await kafka.close();
  }
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
