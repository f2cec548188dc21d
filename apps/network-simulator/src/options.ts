import { type Option, text, whole } from '@mayfly/command-line';
import type { Transport } from './network/said';

/** Where the running system is; the environment's names for it are those of .mayfly/running.json. */
export function systemOptions(env: NodeJS.ProcessEnv): {
  readonly url: Option<string>;
  readonly 'operator-key': Option<string>;
} {
  return {
    url: text('the address of a card service', env['MAYFLY_URL'] ?? 'http://127.0.0.1:3000'),
    'operator-key': text('the API key of an operator', env['MAYFLY_OPERATOR_KEY'] ?? ''),
  };
}

/** Over what something is said, one after the other. */
export const transports: Option<readonly Transport['name'][]> = {
  be: 'http, iso8583 or both',
  otherwise: ['http'],
  read: (given) => transportsByName.get(given),
};

const transportsByName: ReadonlyMap<string, readonly Transport['name'][]> = new Map([
  ['http', ['http']],
  ['iso8583', ['iso8583']],
  ['both', ['http', 'iso8583']],
]);

/** One of the lines that npm start writes down; which there are is known when it is called. */
export const link = text('the name of a link');

/** Numbers that look random are the same for the same seed. */
export const seed = whole(0, Number.MAX_SAFE_INTEGER);

const most = 10_000_000;

/** A number above zero, and at most 10,000,000. */
export function positive(otherwise: number): Option<number> {
  return {
    be: `a number above 0 and at most ${most}`,
    otherwise,
    read: (given) => (Number(given) > 0 && Number(given) <= most ? Number(given) : undefined),
  };
}
