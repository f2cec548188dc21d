import { runProgram, wrongValue } from '@mayfly/command-line';
import { auditCommand } from './audit/audit-command';
import { clockCommand } from './clock/clock-command';
import { dlqCommand } from './dlq/dlq-command';
import { driftCommand } from './drift/drift-command';
import { parkedCommand } from './parked/parked-command';
import { replayCommand } from './replay/replay-command';
import { findRunningSystem } from './system/running-system';
import { openScreen } from './watch/screen';
import { watchCommand } from './watch/watch-command';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main([command = '', ...args]: readonly string[]): Promise<number> {
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
      throw wrongValue('operations', 'watch, dlq, audit, clock, parked, replay or drift', command);
  }
}

runProgram(main(process.argv.slice(2)));
