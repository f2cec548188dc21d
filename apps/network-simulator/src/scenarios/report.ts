import { styleText } from 'node:util';
import { percentile } from '../latencies';
import type { Played } from './play-scenario';

type Print = (line: string) => void;

/** One scenario, as soon as it has ended. */
export function printPlayed({ scenario, transport, deviations, dump }: Played, print: Print): void {
  const mark = deviations.length === 0 ? styleText('green', '✓') : styleText('red', '✗');
  print(`${mark} ${transport.padEnd(8)} ${scenario.name.padEnd(40)} ${styleText('dim', scenario.what)}`);
  for (const deviation of deviations) print(`    ${styleText('red', deviation)}`);
  for (const line of dump?.split('\n') ?? []) print(`    ${styleText('dim', line)}`);
}

/** What all of them came to. */
export function printReport(played: readonly Played[], seed: number, print: Print): void {
  const deviated = played.filter(({ deviations }) => deviations.length > 0);
  for (const transport of new Set(played.map((one) => one.transport))) {
    const own = played.filter((one) => one.transport === transport);
    const answersMs = own.flatMap((one) => one.answersMs);
    const sent = own.reduce((sum, one) => sum + one.sent, 0);
    const expected = own.filter(({ deviations }) => deviations.length === 0).length;
    print(
      `${transport}: ${sent} messages sent, ${answersMs.length} answered; ${expected} of ${own.length} scenarios as expected; ` +
        `p50 ${percentile(answersMs, 50).toFixed(1)} ms, p99 ${percentile(answersMs, 99).toFixed(1)} ms`,
    );
    for (const { scenario, unanswered } of own) {
      for (const why of unanswered) print(`  not answered in ${scenario.name}: ${why.split('\n')[0] ?? ''}`);
    }
  }
  print(
    deviated.length === 0
      ? 'Every scenario came out as expected.'
      : `${deviated.length} did not come out as expected; --seed ${seed} plays them in the same order again.`,
  );
}
