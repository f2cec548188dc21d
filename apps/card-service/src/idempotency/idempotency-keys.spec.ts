import { randomUUID } from 'node:crypto';
import { cardDatabaseForTests } from '../../spec/card-database';
import { idempotentCall } from './idempotent-call';
import { IdempotencyKeys, type Claim } from './idempotency-keys';
import { ForgetOldKeys } from './forget-old-keys';

const principalId = randomUUID();

describe('Idempotency-Key', () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance();

  const recalled = (stored: unknown) => Promise.resolve(stored as string);

  async function answer(claim: Claim, stored: string): Promise<string> {
    await database.pool.query(
      'update idempotency_keys set answer = $3 where idempotency_key = $1 and claim_id = $2',
      [claim.key, claim.claimId, JSON.stringify(stored)],
    );
    return stored;
  }

  function call(key: string, request = 'request', principal = principalId) {
    return idempotentCall(principal, key, 'pay', { request });
  }

  it('performs the first call and recalls its answer for the later ones', async () => {
    const key = randomUUID();
    let performed = 0;
    const perform = (claim: Claim) => {
      performed += 1;
      return answer(claim, 'done');
    };
    expect(await cardService.get(IdempotencyKeys).once(call(key), perform, recalled)).toBe('done');
    expect(await cardService.get(IdempotencyKeys).once(call(key), perform, recalled)).toBe('done');
    expect(performed).toBe(1);
  });

  it('says 409 while the first call is under way, and 422 to another request', async () => {
    const key = randomUUID();
    let finish: (value: string) => void = () => undefined;
    let started: () => void = () => undefined;
    const underWay = new Promise<void>((resolve) => (started = resolve));
    const first = cardService.get(IdempotencyKeys).once(
      call(key),
      () => {
        started();
        return new Promise<string>((resolve) => (finish = resolve));
      },
      recalled,
    );
    await underWay;
    const again = (request: string) =>
      cardService.get(IdempotencyKeys).once(call(key, request), () => Promise.resolve('twice'), recalled);
    await expect(again('request')).rejects.toMatchObject({ status: 409, code: 'idempotency_key_in_flight' });
    await expect(again('other')).rejects.toMatchObject({ status: 422, code: 'idempotency_key_reused' });
    finish('done');
    expect(await first).toBe('done');
  });

  it('performs one of many concurrent calls; the others are told its answer, or to wait', async () => {
    const key = randomUUID();
    let performed = 0;
    const perform = (claim: Claim) => {
      performed += 1;
      return answer(claim, 'done');
    };
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, () => cardService.get(IdempotencyKeys).once(call(key), perform, recalled)),
    );
    expect(performed).toBe(1);
    for (const result of results) {
      if (result.status === 'fulfilled') expect(result.value).toBe('done');
      else expect(result.reason).toMatchObject({ code: 'idempotency_key_in_flight' });
    }
  });

  it('keeps the keys of two callers apart', async () => {
    const key = randomUUID();
    await cardService.get(IdempotencyKeys).once(call(key), (claim) => answer(claim, 'mine'), recalled);
    const other = cardService
      .get(IdempotencyKeys)
      .once(call(key, 'another request', randomUUID()), () => Promise.resolve('theirs'), recalled);
    expect(await other).toBe('theirs');
  });

  it('lets the key be used again when the call failed without an effect', async () => {
    const key = randomUUID();
    const failing = cardService
      .get(IdempotencyKeys)
      .once(call(key), () => Promise.reject(new Error('refused')), recalled);
    await expect(failing).rejects.toThrow('refused');
    expect(
      await cardService
        .get(IdempotencyKeys)
        .once(call(key, 'other'), (claim) => answer(claim, 'done'), recalled),
    ).toBe('done');
  });

  it('remembers the answer when the call failed after its effect', async () => {
    const key = randomUUID();
    const failing = cardService.get(IdempotencyKeys).once(
      call(key),
      async (claim) => {
        await answer(claim, 'done');
        throw new Error('connection lost');
      },
      recalled,
    );
    await expect(failing).rejects.toThrow('connection lost');
    expect(
      await cardService.get(IdempotencyKeys).once(call(key), () => Promise.resolve('twice'), recalled),
    ).toBe('done');
  });

  it('takes a lapsed claim over, and then has no use for what the first call still does', async () => {
    const key = randomUUID();
    let lost: Claim | undefined;
    void cardService.get(IdempotencyKeys).once(
      call(key),
      (claim) => {
        lost = claim;
        return new Promise<string>(() => undefined);
      },
      recalled,
    );
    await expect(
      cardService.get(IdempotencyKeys).once(call(key), () => Promise.resolve('too early'), recalled),
    ).rejects.toMatchObject({ status: 409 });
    await database.pool.query(
      "update idempotency_keys set claimed_at = now() - interval '1 minute' where idempotency_key = $1",
      [call(key).key],
    );
    expect(
      await cardService.get(IdempotencyKeys).once(call(key), (claim) => answer(claim, 'done'), recalled),
    ).toBe('done');
    if (lost === undefined) throw new Error('the first call had no claim');
    await answer(lost, 'late');
    expect(
      await cardService.get(IdempotencyKeys).once(call(key), () => Promise.resolve('twice'), recalled),
    ).toBe('done');
  });

  it('forgets keys after 24 hours, not before', async () => {
    const [young, old] = [randomUUID(), randomUUID()];
    for (const key of [young, old]) {
      await cardService.get(IdempotencyKeys).once(call(key), (claim) => answer(claim, 'done'), recalled);
    }
    const age = 'update idempotency_keys set claimed_at = now() - $2::interval where idempotency_key = $1';
    await database.pool.query(age, [call(young).key, '23 hours 59 minutes']);
    await database.pool.query(age, [call(old).key, '24 hours 1 minute']);
    expect(await cardService.get(ForgetOldKeys).sweep()).toBe(1);
    expect(
      await cardService.get(IdempotencyKeys).once(call(old), (claim) => answer(claim, 'anew'), recalled),
    ).toBe('anew');
    expect(
      await cardService.get(IdempotencyKeys).once(call(young), () => Promise.resolve('twice'), recalled),
    ).toBe('done');
  });
});
