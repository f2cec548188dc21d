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
    const lifetimes = Array.from({ length: 10_000 }, (_, mcc) =>
      holdLifetimeDays(String(mcc).padStart(4, '0')),
    );
    expect(new Set(lifetimes)).toEqual(new Set([7, 14, 31]));
  });
});
