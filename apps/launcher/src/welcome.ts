import { relative } from 'node:path';
import { styleText } from 'node:util';
import type { MayflySystem } from './mayfly/start-mayfly';
import { debugPorts } from './mayfly/app-settings';
import type { Screen } from './screen';

/** Prints where everything is, and what can be done with it. */
export function welcome(system: MayflySystem, screen: Screen, develop: boolean): void {
  const rows: readonly (readonly [string, string])[] = [
    ...system.urls.map((url) => ['card service', `${url}   ${url}/openapi.json`] as const),
    ...system.links.map(({ host, port, dialect }) => ['ISO 8583', `${host}:${port}   ${dialect}`] as const),
    ...system.workers.map(({ url }) => ['assessment worker', `${url}/health/ready`] as const),
    ...(develop
      ? Object.entries(debugPorts).map(([app, port]) => ['debugger', `127.0.0.1:${port}   ${app}`] as const)
      : []),
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
  if (develop) screen.say('\n  What you save is compiled, and the service made of it starts anew.');
  screen.say('\n  Ctrl-C stops everything.');
}
