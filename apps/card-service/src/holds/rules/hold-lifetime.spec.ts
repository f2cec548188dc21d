import { holdLifetimeDays } from './hold-lifetime';

describe('how long a hold lives', () => {
  it.each(['5411', '5732', '0742', '9999'])('is seven days at ordinary merchants (%s)', (mcc) => {
    expect(holdLifetimeDays(mcc)).toBe(7);
  });

  it.each([
    ['lodging', '7011'],
    ['a hotel chain', '3501'],
    ['the last hotel chain', '3999'],
    ['car rental', '7512'],
    ['a rental chain', '3351'],
    ['an airline', '3000'],
    ['airlines', '4511'],
    ['cruises', '4411'],
    ['travel agencies', '4722'],
  ])('is a month for %s (%s)', (_, mcc) => {
    expect(holdLifetimeDays(mcc)).toBe(31);
  });

  it('is a fortnight for buses and trains, and no more than a month for anybody', () => {
    expect(holdLifetimeDays('4112')).toBe(14);
    for (let mcc = 0; mcc < 10_000; mcc += 1) {
      expect([7, 14, 31]).toContain(holdLifetimeDays(String(mcc).padStart(4, '0')));
    }
  });
});
