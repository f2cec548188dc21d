import type { Scheme } from '@mayfly/contracts';
import { dialects } from '@mayfly/iso8583';
import { Line } from './line';

/** A line of the running system, as MAYFLY_ISO8583_LINKS names it. */
export interface LinkTold {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly dialect: string;
  /** The numbering of its answers. */
  readonly scheme: Scheme;
}

/** Where card networks can call the running system; none when it has no port for them. */
export function linksOf(env: NodeJS.ProcessEnv): readonly LinkTold[] {
  return JSON.parse(env['MAYFLY_ISO8583_LINKS'] ?? '[]') as readonly LinkTold[];
}

/** A network's end of the link; nobody is called before something is said. */
export function lineOf({ host, port, dialect }: LinkTold): Line {
  return new Line({ host, port, dialect: dialects[dialect as keyof typeof dialects] });
}
