import { randomBytes } from 'node:crypto';

const pattern = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

/** The parts of a W3C `traceparent` header that travel on. */
export interface TraceContext {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceFlags: number;
}

/** Reads a `traceparent`; undefined when there is none or it is malformed, as the W3C recommendation asks. */
export function parseTraceparent(header: string | undefined): TraceContext | undefined {
  const parts = header === undefined ? null : pattern.exec(header);
  if (parts === null) return undefined;
  const [, traceId = '', spanId = '', flags = ''] = parts;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) };
}

/** A `traceparent` for work caused by `parent`: the same trace and a new span; a new trace where there is no valid parent. */
export function continueTrace(parent: string | undefined): string {
  const context = parseTraceparent(parent);
  const traceId = context?.traceId ?? randomBytes(16).toString('hex');
  const flags = (context?.traceFlags ?? 1).toString(16).padStart(2, '0');
  return `00-${traceId}-${randomBytes(8).toString('hex')}-${flags}`;
}
