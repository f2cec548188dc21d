import {
  merchantAttemptEveryMs,
  MerchantAttempts,
  mostMerchantAttempts,
  mostMerchants,
} from './merchant-attempts';

describe('the attempts of one merchant', () => {
  let nowMs = 0;
  const clock = { nowMs: () => nowMs };

  function takeAll(attempts: MerchantAttempts, network: string, merchant: string): number {
    let taken = 0;
    while (attempts.take(network, merchant)) taken += 1;
    return taken;
  }

  it('are used up by who tests cards there, and by nobody elsewhere', () => {
    const attempts = new MerchantAttempts(clock);
    expect(takeAll(attempts, 'visa', 'shop-1')).toBe(mostMerchantAttempts);
    expect(attempts.take('visa', 'shop-2')).toBe(true);
    expect(attempts.take('mastercard', 'shop-1')).toBe(true);
  });

  it('come back with time, one by one and never more than at first', () => {
    const attempts = new MerchantAttempts(clock);
    takeAll(attempts, 'visa', 'shop-1');
    nowMs += merchantAttemptEveryMs;
    expect(takeAll(attempts, 'visa', 'shop-1')).toBe(1);
    nowMs += 1_000 * merchantAttemptEveryMs;
    expect(takeAll(attempts, 'visa', 'shop-1')).toBe(mostMerchantAttempts);
  });

  it('take no more memory than that of a bounded number of merchants, the latest', () => {
    const attempts = new MerchantAttempts(clock);
    takeAll(attempts, 'visa', 'latest');
    for (let shop = 0; shop < 2 * mostMerchants; shop += 1) {
      attempts.take('visa', `shop-${shop}`);
      if (shop % 100 === 0) expect(attempts.take('visa', 'latest')).toBe(false);
    }
    expect(attempts.remembered).toBe(mostMerchants);
  });
});
