import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { cpuOfProcess } from '../cpu-meter';
import { saturate } from './saturate';

/** How an empty endpoint is measured. */
export interface EndpointOptions {
  /** Counted; default 4. */
  readonly seconds?: number;
  /** Default 2. */
  readonly warmUpSeconds?: number;
  /** Kept alive, each with one request at a time; default 32. */
  readonly connections?: number;
}

/** What HTTP alone costs, with NestJS on Fastify and nothing behind it. */
export interface EndpointFloor {
  /** CPU of the endpoint's process for a request; undefined where the system does not tell. */
  readonly cpuMicros: number | undefined;
  readonly perSecond: number;
  /** Cores that the process kept busy: about 1 when it was the endpoint that could do no more. */
  readonly busyCores: number | undefined;
}

/** As long as the body of an authorization. */
const body = JSON.stringify({
  acquirerId: '12345',
  terminalId: 'TERM0001',
  stan: '000123',
  transmittedAt: '2026-11-27T14:45:00.000Z',
  cardNumber: '9999000012345670',
  expiry: '2711',
  cvv2: '123',
  amountMinor: 4200,
  currency: 'EUR',
  merchant: { id: 'NORDICBOOKS', name: 'Nordic Books, Kiel', mcc: '5942', country: 'DE' },
  entryMode: 'ecommerce',
});

/** Measures an empty endpoint at saturation: its process does nothing but receive, parse and answer. */
export async function measureEndpoint(options: EndpointOptions = {}): Promise<EndpointFloor> {
  const { seconds = 4, warmUpSeconds = 2, connections = 32 } = options;
  const child = fork(resolve(__dirname, 'empty-endpoint.js'));
  try {
    const url = new URL('/v1/authorizations', await urlOf(child));
    await saturate({ url, body, connections, seconds: warmUpSeconds });
    const before = cpuOf(child);
    const startedMs = performance.now();
    const requests = await saturate({ url, body, connections, seconds });
    const wallMs = performance.now() - startedMs;
    const after = cpuOf(child);
    const spent = before === undefined || after === undefined ? undefined : after - before;
    return {
      cpuMicros: spent && spent / requests,
      perSecond: (1000 * requests) / wallMs,
      busyCores: spent && spent / 1000 / wallMs,
    };
  } finally {
    if (child.connected) {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    }
  }
}

async function urlOf(child: ChildProcess): Promise<string> {
  const told = once(child, 'message');
  const ended = once(child, 'exit').then(() => {
    throw new Error('the empty endpoint ended before it listened');
  });
  return String((await Promise.race([told, ended]))[0]);
}

function cpuOf({ pid }: ChildProcess): number | undefined {
  return pid === undefined ? undefined : cpuOfProcess(pid);
}
