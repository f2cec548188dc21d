import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls, createServer, type TLSSocket } from 'node:tls';
import { eventually } from '../../../../test/support/eventually';
import { NetworkClient, purchaseMessage } from '../../../../test/support/iso8583/network-client';
import { Assessor } from '../../spec/assessor';
import { CardServiceApp } from '../../spec/card-service-app';
import { CertificateAuthority, type Identity } from '../../spec/certificates';
import { Iso8583Port } from './iso8583-port';

const networkId = '018f8583-0000-7000-8000-000000000001';
const listen = { host: '127.0.0.1', port: 0 };
const briefMs = 300;

describe('a link with TLS and client certificates', () => {
  let folder: string;
  let ours: CertificateAuthority;
  let others: CertificateAuthority;
  let network: Identity;
  let stranger: Identity;
  let files: { cert: string; key: string; ca: string };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tls-spec-'));
    [ours, others] = await Promise.all([
      CertificateAuthority.create('the network and us'),
      CertificateAuthority.create('somebody else'),
    ]);
    network = await ours.issue('network');
    stranger = await others.issue('network');
    const service = await ours.issue('card service');
    files = {
      cert: file('cert.pem', service.cert),
      key: file('key.pem', service.key),
      ca: file('ca.pem', ours.cert),
    };
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  function file(name: string, content: string): string {
    const path = join(folder, name);
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  }

  describe('that is listened on', () => {
    let app: CardServiceApp;
    let assessor: Assessor;

    beforeAll(async () => {
      const links = [
        { name: 'guarded', networkId, scheme: 'visa', listen, tls: files },
        { name: 'brief', networkId, scheme: 'visa', listen, tls: files, mostConnections: 1, idleMs: briefMs },
      ];
      app = await CardServiceApp.start({
        ISO8583_LINKS: JSON.stringify(links),
        DECISION_DEADLINE_MS: '5000',
      });
      assessor = new Assessor(app);
    });
    afterAll(async () => {
      await assessor.stop();
      await app.stop();
    });

    function portOf(name: string): number {
      return app.service.app.get(Iso8583Port).addresses[name]?.port ?? 0;
    }

    function called(identity: Partial<Identity>, name = 'guarded'): Promise<NetworkClient> {
      const socket = connectTls({ ...identity, ca: ours.cert, host: '127.0.0.1', port: portOf(name) });
      return NetworkClient.connect(0, { socket });
    }

    it('lets the network with its certificate sign on and authorize', async () => {
      const client = await called(network);
      expect(await client.manage('001')).toMatchObject({ mti: '0810', fields: { 39: '00' } });
      expect((client.socket as TLSSocket).getProtocol()).toBe('TLSv1.3');
      const { customerId } = await app.customer();
      const card = await app.card(customerId);
      const answer = client.say(purchaseMessage(card));
      await assessor.decide(customerId);
      expect(await answer).toMatchObject({ mti: '0110', fields: { 39: '00' } });
      await client.hangUp();
    });

    it.each([
      ['has no certificate', () => ({})],
      ['has one of another authority', () => stranger],
    ])('gets nobody anywhere who %s: no answer, and nothing is written', async (_who, identity) => {
      const { customerId } = await app.customer();
      const card = await app.card(customerId);
      const before = await authorizations();
      const client = await called(identity());
      const said = [client.manage('001'), client.say(purchaseMessage(card))];
      const outcomes = await Promise.allSettled(said);
      expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      expect(client.unexpected).toEqual([]);
      expect(await authorizations()).toBe(before);
    });

    it('gets nobody anywhere who speaks without TLS', async () => {
      const before = await authorizations();
      const client = await NetworkClient.connect(portOf('guarded'));
      await expect(client.manage('001')).rejects.toThrow();
      expect(await authorizations()).toBe(before);
    });

    it('has room again after a caller who never begins with TLS', async () => {
      const silent = connect(portOf('brief'), '127.0.0.1');
      // Whether by an end or by a reset.
      silent.on('error', () => undefined);
      await new Promise((closed) => silent.once('close', closed));
      const client = await called(network, 'brief');
      expect(await client.manage('001')).toMatchObject({ fields: { 39: '00' } });
      await client.hangUp();
    });

    async function authorizations(): Promise<bigint> {
      const { rows } = await app.pool.query<{ count: bigint }>('select count(*) from authorizations');
      return rows[0]?.count ?? -1n;
    }
  });

  it.each([
    ['signs on at a network whose certificate is of the same authority', () => network, true],
    ['says nothing to one whose certificate is of another', () => stranger, false],
  ])('on which we call %s', async (_what, identity, trusted) => {
    const sockets: TLSSocket[] = [];
    const refused: Error[] = [];
    const server = createServer(
      { ...identity(), ca: ours.cert, requestCert: true, rejectUnauthorized: true },
      (socket) => sockets.push(socket),
    );
    // With TLS 1.3 the caller may hang up before or after the handshake has ended here.
    server.on('tlsClientError', (error) => refused.push(error));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const dial = { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
    const link = { name: 'dialled', networkId, scheme: 'visa', dial, tls: files };
    const app = await CardServiceApp.start({ ISO8583_LINKS: JSON.stringify([link]) });
    try {
      if (trusted) {
        const socket = await eventually(() => sockets[0] ?? fail('nobody calls'));
        const client = await NetworkClient.connect(0, { socket });
        const signOn = await eventually(() => client.unexpected[0] ?? fail('no sign-on yet'));
        expect(signOn).toMatchObject({ mti: '0800', fields: { 70: '001' } });
        expect(socket.getPeerCertificate().subject.CN).toBe('card service');
      } else {
        await eventually(() => refused[0] ?? fail('nobody calls'));
        expect(sockets).toEqual([]);
      }
    } finally {
      await app.stop();
      for (const socket of sockets) socket.destroy();
      server.close();
    }
  });
});

function fail(why: string): never {
  throw new Error(why);
}
