import { runProgram } from '@mayfly/command-line';
import { auditCommand, auditUsage } from './audit/audit-command';
import { clockCommand, clockUsage } from './clock/clock-command';
import { dlqCommand, dlqUsage } from './dlq/dlq-command';
import { driftCommand, driftUsage } from './drift/drift-command';
import { parkedCommand, parkedUsage } from './parked/parked-command';
import { replayCommand, replayUsage } from './replay/replay-command';
import { findRunningSystem } from './system/running-system';
import { openScreen } from './watch/screen';
import { watchCommand, watchUsage } from './watch/watch-command';

const usage = [
  'usage: operations <command>',
  '',
  watchUsage,
  dlqUsage,
  auditUsage,
  clockUsage,
  parkedUsage,
  replayUsage,
  driftUsage,
].join('\n');
const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main([command, ...args]: readonly string[]): Promise<number> {
  const system = findRunningSystem(process.env);
  switch (command) {
    case 'watch':
      return watchCommand(args, system);
    case 'dlq':
      return dlqCommand(args, system, print);
    case 'audit':
      return auditCommand(args, system, print);
    case 'clock':
      return clockCommand(args, system, print);
    case 'parked':
      return parkedCommand(args, system, print);
    case 'replay':
      return replayCommand(args, system, openScreen(process.stdout));
    case 'drift':
      return driftCommand(args, system, new Date(), print);
    default:
      print(usage);
      return 2;
  }
}

runProgram(main(process.argv.slice(2)));
