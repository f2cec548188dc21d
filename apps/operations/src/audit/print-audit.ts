import { styleText } from 'node:util';
import type { Finding } from './finding';

const shownPerInvariant = 20;

/** Prints each invariant with what breaks it. Returns how many are broken. */
export function printAudit(findings: readonly Finding[], print: (line: string) => void): number {
  for (const { invariant, violations } of findings) {
    const mark = violations.length === 0 ? styleText('green', '✓') : styleText('red', '✗');
    print(`${mark} ${invariant}${violations.length === 0 ? '' : `: ${violations.length} violations`}`);
    for (const violation of violations.slice(0, shownPerInvariant)) print(`    ${violation}`);
    if (violations.length > shownPerInvariant) print(`    and ${violations.length - shownPerInvariant} more`);
  }
  const broken = findings.filter(({ violations }) => violations.length > 0).length;
  print(broken === 0 ? 'Every invariant holds.' : `${broken} of ${findings.length} invariants are broken.`);
  return broken;
}
