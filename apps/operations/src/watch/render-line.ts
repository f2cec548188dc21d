import { styleText } from 'node:util';
import type { WatchedEvent } from './watched-event';

type Colour = 'green' | 'red' | 'yellow' | 'magenta' | 'cyan' | 'gray';

const colours: Readonly<Record<string, Colour>> = {
  approved: 'green',
  cleared: 'green',
  verified: 'green',
  repaid: 'green',
  declined: 'red',
  timed_out: 'yellow',
  pending: 'cyan',
  'dead letter': 'magenta',
  unreadable: 'magenta',
};

/** One aligned line for an event: time, topic, customer, card, amount, outcome, remark. Ids are cut to their random end. */
export function renderLine(event: WatchedEvent): string {
  const outcome = event.outcome.padEnd(11);
  return [
    styleText('dim', event.at.slice(11, 23)),
    event.topic.replace(/\.v\d+$/, '').padEnd(24),
    styleText('dim', shortId(event.customerId)),
    (event.lastFour === '' ? '' : `…${event.lastFour}`).padEnd(5),
    event.amount.padStart(14),
    styleText(colours[event.outcome] ?? 'gray', outcome),
    event.remark,
  ]
    .join('  ')
    .trimEnd();
}

function shortId(id: string): string {
  return id.slice(-8).padEnd(8);
}
