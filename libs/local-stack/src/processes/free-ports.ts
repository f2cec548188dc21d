import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';

/**
 * Below the range from which systems take the ports of outgoing connections (32768 and up). A client that keeps
 * knocking at a dead server's port inside that range can be given the very same port as its own: it then talks to
 * itself, and the server can never have its port back.
 */
const lowest = 10_000;
const highest = 32_000;

/** `count` different TCP ports on which nobody listens now. */
export async function freePorts(count: number): Promise<number[]> {
  const held: Server[] = [];
  try {
    const ports: number[] = [];
    for (let attempt = 0; ports.length < count; attempt += 1) {
      if (attempt > 1000) throw new Error('found no free TCP port');
      const port = randomInt(lowest, highest);
      const server = await holding(port);
      if (server === undefined) continue;
      held.push(server);
      ports.push(port);
    }
    return ports;
  } finally {
    await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))));
  }
}

/** Whether nobody listens on this port of 127.0.0.1 now. */
export async function isFreePort(port: number): Promise<boolean> {
  const server = await holding(port);
  if (server === undefined) return false;
  await new Promise((resolve) => server.close(resolve));
  return true;
}

function holding(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(undefined);
    });
    server.listen(port, '127.0.0.1', () => {
      resolve(server);
    });
  });
}
