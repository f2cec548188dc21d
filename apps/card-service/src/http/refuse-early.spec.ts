import { fastify } from 'fastify';
import { tooMany } from '../authorizations/request/intake-limit';
import { refuseEarly } from './refuse-early';

describe('what is refused before it is read', () => {
  const server = fastify();
  let full = false;
  let url: string;

  beforeAll(async () => {
    refuseEarly(server, '/v1/authorizations', () => (full ? tooMany() : undefined));
    server.post('/v1/authorizations', () => 'taken');
    server.get('/v1/authorizations', () => 'read');
    server.post('/v1/reversals', () => 'taken');
    url = await server.listen({ port: 0, host: '127.0.0.1' });
  });

  afterAll(() => server.close());

  const post = (path: string): Promise<Response> => fetch(url + path, { method: 'POST', body: 'no JSON' });

  it('is told when to come again, and nothing else is touched', async () => {
    full = true;
    const refused = await post('/v1/authorizations');
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await refused.json()).toMatchObject({ code: 'temporarily_unavailable', status: 503 });
    expect(await (await fetch(`${url}/v1/authorizations`)).text()).toBe('read');
    expect((await post('/v1/reversals')).status).not.toBe(503);
  });

  it('is nothing, as long as there is room', async () => {
    full = false;
    expect((await post('/v1/authorizations')).status).not.toBe(503);
  });
});
