import { bookshop } from '../client/scene';
import type { FaultKind } from './faults';
import { FaultyTransport } from './faulty-transport';
import type { Answer, Said, Transport } from './said';
import { Contradiction, Unanswered } from './unanswered';

function purchase(stan: number, amountMinor = 100): Said {
  return {
    kind: 'purchase',
    key: {
      acquirerId: '400123',
      terminalId: 'WEB00001',
      stan: String(stan).padStart(6, '0'),
      transmittedAt: new Date(0),
    },
    card: { number: '9999000000000007', expiry: '3012', cvv2: '123' },
    amountMinor,
    currency: 'EUR',
    merchant: bookshop,
    entryMode: 'ecommerce',
  };
}

/** A service that approves, and answers another content under a known key 94, or whatever `answers` says. */
class Service implements Transport {
  readonly name = 'http';
  readonly scheme = 'visa';
  readonly heard: string[] = [];
  readonly #amounts = new Map<string, number | undefined>();

  constructor(private readonly answers: (said: Said, nth: number) => Partial<Answer> | Error = () => ({})) {}

  send(said: Said): Promise<Answer> {
    this.heard.push(`${said.kind} ${said.key.stan}${said.repeat ? ' again' : ''}`);
    const { stan } = said.key;
    const known = this.#amounts.has(stan) && this.#amounts.get(stan) !== said.amountMinor;
    if (!known) this.#amounts.set(stan, said.amountMinor);
    const answer = this.answers(said, this.heard.length);
    if (answer instanceof Error) return Promise.reject(answer);
    return Promise.resolve({ de39: known ? '94' : '00', tookMs: 1, dump: `heard ${stan}`, ...answer });
  }

  cutOff({ key }: Said): Promise<void> {
    this.heard.push(`half of ${key.stan}`);
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

const always = (service: Service, kind: FaultKind): FaultyTransport =>
  new FaultyTransport(service, { [kind]: 1 }, 1);

describe('a transport on which things go wrong', () => {
  it.each<[FaultKind, string[]]>([
    ['duplicate', ['purchase 000001', 'purchase 000001']],
    ['delay', ['purchase 000001']],
    ['reorder', ['purchase 000001']],
    ['lost', ['purchase 000001', 'purchase 000001 again']],
    ['cut', ['half of 000001', 'purchase 000001']],
    ['other', ['purchase 000001', 'purchase 000001']],
  ])('%s: gives the answer that there is without', async (kind, heard) => {
    const service = new Service();
    const transport = always(service, kind);
    expect(await transport.send(purchase(1))).toMatchObject({ de39: '00' });
    expect(service.heard).toEqual(heard);
    expect(transport.happened).toEqual(new Map([[kind, 1]]));
  });

  it('reorder: what is said after a message goes first', async () => {
    const service = new Service();
    const transport = new FaultyTransport(service, { reorder: 0.5 }, 1);
    await Promise.all(Array.from({ length: 20 }, (_, stan) => transport.send(purchase(stan))));
    expect(service.heard).toHaveLength(20);
    expect(service.heard).not.toEqual([...service.heard].sort());
  });

  it('late-reversal: takes a purchase back and leaves it unanswered', async () => {
    const service = new Service();
    const sending = always(service, 'late-reversal').send(purchase(1));
    await expect(sending).rejects.toMatchObject({ why: 'taken back, its answer was lost' });
    expect(service.heard).toEqual(['purchase 000001', 'reversal 500001']);
  });

  it.each<FaultKind>(['duplicate', 'lost'])(
    '%s: a second answer that differs is a contradiction',
    async (kind) => {
      const service = new Service((_said, nth) => ({ approvalCode: String(nth) }));
      const sending = always(service, kind).send(purchase(1));
      await expect(sending).rejects.toThrow('the second answer is another: approvalCode 1, then 2');
      await expect(sending).rejects.toBeInstanceOf(Contradiction);
    },
  );

  it('takes of two acknowledgements the one that booked, whichever came first', async () => {
    const service = new Service((_said, nth) => ({ outcome: nth === 1 ? 'repeated' : 'booked' }));
    expect(await always(service, 'duplicate').send(purchase(1))).toMatchObject({ outcome: 'booked' });
  });

  it('other: another amount that is approved is a contradiction, and so is one that is acknowledged', async () => {
    const service = new Service(() => ({ de39: '00' }));
    await expect(always(service, 'other').send(purchase(1))).rejects.toThrow(
      'the same key with another amount was answered 00',
    );
  });

  it('other: of an unknown number nothing is kept, and it is refused as before', async () => {
    const service = new Service(() => ({ de39: '14' }));
    expect(await always(service, 'other').send(purchase(1))).toMatchObject({ de39: '14' });
  });

  it('cut: says anew what the fault of another message cut off, and nothing else that is not answered', async () => {
    const down = new Service((_said, nth) => (nth === 1 ? new Unanswered('the line went down') : {}));
    const rarely = { cut: 0.000_001 };
    expect(await new FaultyTransport(down, rarely, 1).send(purchase(1))).toMatchObject({ de39: '00' });
    expect(down.heard).toEqual(['purchase 000001', 'purchase 000001 again']);
    const silent = new Service(() => new Unanswered('no answer within 10 s'));
    await expect(new FaultyTransport(silent, rarely, 1).send(purchase(1))).rejects.toThrow('no answer');
    const withoutCuts = new Service(() => new Unanswered('the line went down'));
    await expect(new FaultyTransport(withoutCuts, {}, 1).send(purchase(1))).rejects.toThrow('went down');
  });

  it('strikes the same messages in the same way for the same seed, whatever their order', async () => {
    const struck = async (seed: number, order: readonly number[]): Promise<string[]> => {
      const service = new Service();
      const transport = new FaultyTransport(service, { lost: 0.2, cut: 0.2 }, seed);
      for (const stan of order) await transport.send(purchase(stan));
      return service.heard.sort();
    };
    const order = Array.from({ length: 50 }, (_, stan) => stan);
    expect(await struck(5, order)).toEqual(await struck(5, [...order].reverse()));
    expect(await struck(5, order)).not.toEqual(await struck(6, order));
  });

  it('changes no verification into a purchase', async () => {
    const service = new Service();
    const transport = always(service, 'other');
    await transport.send({ ...purchase(1, 0), kind: 'verification' });
    expect(service.heard).toEqual(['verification 000001']);
  });
});
