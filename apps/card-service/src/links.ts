import { defaultFraming, dialects, type Dialect, type Framing } from '@mayfly/iso8583';
import { InvalidSetting } from '@mayfly/process';
import { readFileSync } from 'node:fs';
import type { Scheme } from '@mayfly/contracts';

/** Where a link is to be found: we listen, or we call. */
export interface Address {
  readonly host: string;
  /** 0, to listen on: any free port. */
  readonly port: number;
}

/** What a link shows and asks for: certificates in PEM. */
export interface LinkTls {
  readonly cert: string;
  readonly key: string;
  /** Of whoever signs the other side's certificate: without one of theirs nobody gets in. */
  readonly ca: string;
}

/** A line to a card network: who is at the other end, how it speaks, and what it may take up. */
export interface Link {
  /** For logs and metrics. */
  readonly name: string;
  /** The party whose messages come over it. */
  readonly networkId: string;
  readonly scheme: Scheme;
  /** Exactly one of the two: the network calls us, or we call the network. */
  readonly listen?: Address;
  readonly dial?: Address;
  readonly dialect: Dialect;
  readonly framing: Framing;
  /** 32 hexadecimal digits; with it every message carries a MAC. */
  readonly macKey?: string;
  readonly tls?: LinkTls;
  /** Connections at once. */
  readonly mostConnections: number;
  /** Messages of one connection that are being answered; more are read when some are done. */
  readonly mostInFlight: number;
  /** Messages that are not to the letter before the connection is closed. */
  readonly mostRefusals: number;
  /** After this long without a message we ask for an echo, and after as long again the connection is closed. */
  readonly idleMs: number;
  /** The network waits no longer for an answer: one that is later is not sent. */
  readonly answerWithinMs: number;
}

type Json = Readonly<Record<string, unknown>>;

const ordinary = {
  mostConnections: 16,
  mostInFlight: 256,
  mostRefusals: 10,
  idleMs: 60_000,
  answerWithinMs: 10_000,
};
const known = new Set([
  ...['name', 'networkId', 'scheme', 'listen', 'dial', 'dialect', 'framing', 'macKey', 'tls'],
  ...Object.keys(ordinary),
]);

/** The links that ISO8583_LINKS names, a JSON array; none for an empty text. @throws InvalidSetting saying which is wrong, and where */
export function readLinks(text: string): readonly Link[] {
  if (text === '') return [];
  let links: unknown;
  try {
    links = JSON.parse(text);
  } catch {
    throw new InvalidSetting('ISO8583_LINKS is no JSON');
  }
  if (!Array.isArray(links) || links.length > 100)
    throw new InvalidSetting('ISO8583_LINKS: expected a JSON array of links');
  return links.map((link, place) => readLink(link as Json, place));
}

function readLink(json: Json, place: number): Link {
  const wrong = (field: string, expected: string) =>
    new InvalidSetting(`ISO8583_LINKS[${place}].${field}: expected ${expected}`);
  for (const field of Object.keys(json)) if (!known.has(field)) throw wrong(field, 'no such field');
  const text = (field: string, pattern: RegExp, expected: string): string => {
    const value = json[field];
    if (typeof value !== 'string' || !pattern.test(value)) throw wrong(field, expected);
    return value;
  };
  const count = (field: keyof typeof ordinary): number => {
    const value = json[field] ?? ordinary[field];
    if (!Number.isInteger(value) || Number(value) < 1 || Number(value) > 1_000_000)
      throw wrong(field, 'a whole number above 0');
    return Number(value);
  };
  const address = (field: 'listen' | 'dial'): Address | undefined => {
    const value = json[field] as Address | undefined;
    if (value === undefined) return undefined;
    const { host, port } = value;
    if (typeof host !== 'string' || !Number.isInteger(port) || port < 0 || port > 65_535)
      throw wrong(field, '{ host, port }');
    return { host, port };
  };
  const listen = address('listen');
  const dial = address('dial');
  if ((listen === undefined) === (dial === undefined)) throw wrong('listen', 'either listen or dial');
  const dialect = dialects[(json['dialect'] ?? 'asciiBinary') as keyof typeof dialects];
  if (!Object.values(dialects).includes(dialect)) throw wrong('dialect', Object.keys(dialects).join(', '));
  return {
    name: text('name', /^[\w-]{1,40}$/, 'letters, digits and dashes'),
    networkId: text('networkId', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'a UUID'),
    scheme: text('scheme', /^(visa|mastercard)$/, 'visa or mastercard') as Scheme,
    ...(listen && { listen }),
    ...(dial && { dial }),
    dialect,
    framing: { ...defaultFraming, ...(json['framing'] as Partial<Framing> | undefined) },
    ...(json['macKey'] !== undefined && {
      macKey: text('macKey', /^[0-9a-fA-F]{32}$/, '32 hexadecimal digits'),
    }),
    ...(json['tls'] !== undefined && { tls: readTls(json['tls'] as Json, wrong) }),
    mostConnections: count('mostConnections'),
    mostInFlight: count('mostInFlight'),
    mostRefusals: count('mostRefusals'),
    idleMs: count('idleMs'),
    answerWithinMs: count('answerWithinMs'),
  };
}

/** Names the files of the certificates. */
function readTls(json: Json, wrong: (field: string, expected: string) => InvalidSetting): LinkTls {
  const pem = (field: 'cert' | 'key' | 'ca'): string => {
    try {
      return readFileSync(String(json[field]), 'utf8');
    } catch {
      throw wrong(`tls.${field}`, 'the name of a file in PEM');
    }
  };
  return { cert: pem('cert'), key: pem('key'), ca: pem('ca') };
}
