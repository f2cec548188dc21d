import { canonicalJson } from '@mayfly/assessment';

/** Where two JSON values are not the same. */
export interface Difference {
  /** Members and positions, as in `scores.fraud` or `reasons[1]`; empty for the whole. */
  readonly path: string;
  /** JSON; undefined where this side has nothing. */
  readonly stored: string | undefined;
  readonly again: string | undefined;
}

/** Every innermost place at which two JSON values differ, in the order of their names. */
export function differences(stored: unknown, again: unknown, path = ''): Difference[] {
  if (Array.isArray(stored) && Array.isArray(again)) {
    const length = Math.max(stored.length, again.length);
    return Array.from({ length }, (_, at) => differences(stored[at], again[at], `${path}[${at}]`)).flat();
  }
  if (isRecord(stored) && isRecord(again)) {
    const names = [...new Set([...Object.keys(stored), ...Object.keys(again)])].sort();
    const prefix = path === '' ? '' : `${path}.`;
    return names.flatMap((name) => differences(stored[name], again[name], prefix + name));
  }
  const texts = { stored: textOf(stored), again: textOf(again) };
  return texts.stored === texts.again ? [] : [{ path, ...texts }];
}

function textOf(value: unknown): string | undefined {
  return value === undefined ? undefined : canonicalJson(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
