import { createServer } from 'node:net';
import { once } from 'node:events';
import { freePorts, isFreePort } from './free-ports';

describe('free ports', () => {
  it('are all different, and below those that systems give to outgoing connections', async () => {
    const ports = await freePorts(20);
    expect(new Set(ports).size).toBe(20);
    expect(Math.max(...ports)).toBeLessThan(32_768);
  });

  it('are those on which nobody listens', async () => {
    const [port = 0] = await freePorts(1);
    expect(await isFreePort(port)).toBe(true);
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    expect(await isFreePort(port)).toBe(false);
    await new Promise((resolve) => server.close(resolve));
  });
});
