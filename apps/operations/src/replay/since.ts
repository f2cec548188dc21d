import type { Option } from '@mayfly/command-line';

const unitsMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const duration = /^(\d{1,6})([mhd])$/;
const instant = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/**
 * The instant that an operator names: ISO 8601 (a date alone is its midnight, UTC), or a time back from `nowMs` in
 * minutes, hours or days, such as `24h`.
 */
export function sinceOption<Otherwise extends Date | undefined>(
  nowMs: number,
  otherwise: Otherwise,
): Option<Date | Otherwise> {
  return {
    be: 'an instant such as 2026-11-22T08:00:00Z, or 30m, 24h, 7d',
    otherwise,
    read: (text) => sinceInstant(text, nowMs),
  };
}

function sinceInstant(text: string, nowMs: number): Date | undefined {
  const [, count, unit] = duration.exec(text) ?? [];
  if (count !== undefined && unit !== undefined)
    return new Date(nowMs - Number(count) * (unitsMs[unit] ?? 0));
  const at = new Date(text);
  return !instant.test(text) || Number.isNaN(at.getTime()) ? undefined : at;
}
