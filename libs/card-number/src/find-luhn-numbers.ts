import { numberLength } from './generate';
import { passesLuhn } from './luhn';

const shortest = 13;
const longest = 19;

/** Digits that a reader would take as one number: at most one space, dash, dot or underscore between two of them. */
const digitRuns = /\d(?:[ \u00a0._-]?\d){12,}/g;

/**
 * Every number of 13 to 19 digits in the text that passes Luhn and so may be a card's, without its separators.
 *
 * One in ten random numbers passes. So without `iins` a number has to begin and end where a group of digits does; with them
 * it may lie anywhere in a longer run of digits, as it does in a fixed-width message, but has the 16 digits of ours.
 *
 * @param iins leading digits of the issuer's ranges looked for
 */
export function findLuhnNumbers(text: string, iins?: readonly string[]): string[] {
  const found = new Set<string>();
  for (const [run] of text.matchAll(digitRuns)) {
    const candidates = iins ? candidatesOfRanges(run, iins) : candidatesOfGroups(run);
    for (const candidate of candidates) if (passesLuhn(candidate)) found.add(candidate);
  }
  return [...found];
}

function* candidatesOfRanges(run: string, iins: readonly string[]): Iterable<string> {
  const digits = run.replace(/\D/g, '');
  for (const iin of iins) {
    for (let start = digits.indexOf(iin); start !== -1; start = digits.indexOf(iin, start + 1)) {
      const candidate = digits.slice(start, start + numberLength);
      if (candidate.length === numberLength) yield candidate;
    }
  }
}

function* candidatesOfGroups(run: string): Iterable<string> {
  const groups = run.split(/\D/);
  for (let first = 0; first < groups.length; first += 1) {
    let digits = '';
    for (let last = first; last < groups.length && digits.length <= longest; last += 1) {
      digits += groups[last] ?? '';
      if (digits.length >= shortest && digits.length <= longest) yield digits;
    }
  }
}
