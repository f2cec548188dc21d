import type { Rates } from './rates';

/** A table of the rates of a period and of the one before, in lines. */
export function rateLines(now: Rates, before: Rates): string[] {
  const row = (name: string, of: (rates: Rates) => string): string =>
    `${name.padEnd(36)}${of(now).padStart(10)}${of(before).padStart(10)}`;
  const shares = (counts: (rates: Rates) => ReadonlyMap<string, number>): string[] =>
    namesIn(counts(now), counts(before)).map((name) =>
      row(`  ${name}`, (rates) => share(counts(rates).get(name) ?? 0, rates)),
    );
  return [
    `${''.padEnd(36)}${'now'.padStart(10)}${'before'.padStart(10)}`,
    row('decisions', ({ decisions }) => String(decisions)),
    ...shares(({ byOutcome }) => byOutcome),
    'reasons, each in so many decisions',
    ...shares(({ byReason }) => byReason),
  ];
}

/** The most frequent first. */
function namesIn(now: ReadonlyMap<string, number>, before: ReadonlyMap<string, number>): string[] {
  const names = [...new Set([...now.keys(), ...before.keys()])];
  const count = (name: string): number => (now.get(name) ?? 0) + (before.get(name) ?? 0);
  return names.sort((one, other) => count(other) - count(one) || (one < other ? -1 : 1));
}

function share(count: number, { decisions }: Rates): string {
  return decisions === 0 ? '–' : `${((100 * count) / decisions).toFixed(1)} %`;
}
