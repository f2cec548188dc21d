import { relative } from 'node:path';
import { styleText } from 'node:util';
import type { MayflySystem } from './mayfly/start-mayfly';
import type { Screen } from './screen';

/** Prints where everything is, and what can be done with it. */
export function welcome(system: MayflySystem, screen: Screen): void {
  const rows: readonly (readonly [string, string])[] = [
    ...system.urls.map((url) => ['card service', `${url}   ${url}/openapi.json`] as const),
    ...system.workers.map(({ url }) => ['assessment worker', `${url}/health/ready`] as const),
    ['operator key', system.operatorKey],
    ['PostgreSQL', system.cardDatabaseUrl],
    ['', system.assessmentDatabaseUrl],
    ['Kafka', system.kafkaBrokers],
    ['logs', relative(process.cwd(), system.logDir)],
  ];
  const commands: readonly (readonly [string, string])[] = [
    ['npm run watch', 'the topics, live'],
    ['npm run load', 'purchases at a steady rate'],
    ['npm run audit', 'every invariant'],
    ['npm run dlq', 'dead letters'],
  ];
  screen.say(`\n  ${styleText('bold', 'Mayfly is up.')}\n`);
  for (const [title, place] of rows) screen.say(`    ${title.padEnd(19)} ${place}`);
  screen.say('\n  In another terminal:\n');
  for (const [command, what] of commands) screen.say(`    ${styleText('cyan', command.padEnd(19))} ${what}`);
  screen.say('\n  Ctrl-C stops everything.');
}
