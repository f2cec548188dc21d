import { styleText } from 'node:util';
import type { Drift, DriftLevel } from '@mayfly/assessment';
import type { Period } from './period';

/** One score or input, against training and against the period before. */
export interface Movement {
  readonly training: Drift;
  /** Undefined when the model did not decide then. */
  readonly before: Drift | undefined;
}

/** What an operator has decisions judged against. */
export type Reference = keyof Movement;

const colours = { too_few: 'gray', stable: 'green', moved: 'yellow', shifted: 'red' } as const;
const names: Readonly<Record<DriftLevel, string>> = {
  too_few: 'too few',
  stable: 'stable',
  moved: 'moved',
  shifted: 'shifted',
};

/** Every score and input of the models that decided in the period. */
export function movements(now: Period, before: Period): Movement[] {
  return [...now.tallies].flatMap(([models, tally]) => {
    const earlier = before.tallies.get(models);
    const since = earlier === undefined ? [] : tally.drift(earlier);
    return tally.drift().map((training, position) => ({ training, before: since[position] }));
  });
}

/** A table of stability indices, in lines. */
export function driftLines(all: readonly Movement[]): string[] {
  return [
    `${'model'.padEnd(20)}${'input'.padEnd(28)}${'against training'.padEnd(20)}against the period before`,
    ...all.map(({ training, before }) =>
      [
        training.model.padEnd(20),
        training.input.padEnd(28),
        indexInWords(training).padEnd(20),
        before === undefined ? '–' : indexInWords(before),
      ].join(''),
    ),
  ].map((line) => line.trimEnd());
}

/** What has moved or shifted against the reference, with the band that moved most; a line that says so when nothing has. */
export function warningsOf(all: readonly Movement[], against: Reference): string[] {
  const drifts = all.flatMap((movement) => movement[against] ?? []);
  const told = drifts.filter(({ level }) => level === 'moved' || level === 'shifted');
  if (told.length > 0) return told.map(warning);
  const known = drifts.some(({ level }) => level === 'stable');
  return [known ? `${styleText('green', '✓')} nothing has moved` : 'too few decisions to tell'];
}

function warning({ model, input, level, index, widest }: Drift): string {
  const shares = `${percent(widest.before)} → ${percent(widest.now)}`;
  return styleText(
    colours[level],
    `! ${model} ${input} has ${names[level]} (${index.toFixed(2)}): "${widest.label}" ${shares}`,
  );
}

function indexInWords({ index, level }: Drift): string {
  return level === 'too_few' ? names.too_few : `${index.toFixed(3)} ${names[level]}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
