import * as fc from 'fast-check';
import { profiles, sendTimesMs } from './send-times';

const loads = fc.record({
  ratePerSecond: fc.oneof(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0.1, max: 50, noNaN: true })),
  durationSeconds: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.double({ min: 0.1, max: 20, noNaN: true })),
});

describe('the times at which the messages of a load are meant to be sent', () => {
  it.each(profiles)('%s: as many as the rate says, in order, all within the duration', (profile) => {
    fc.assert(
      fc.property(loads, (load) => {
        const times = sendTimesMs(profile, load);
        const wanted = load.ratePerSecond * load.durationSeconds * (profile === 'ramp' ? 0.5 : 1);
        expect(times).toHaveLength(Math.ceil(wanted));
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(times[0]).toBe(0);
        expect(times.at(-1)).toBeLessThan(load.durationSeconds * 1_000);
      }),
    );
  });

  it('constant: one follows the other in even steps', () => {
    expect(sendTimesMs('constant', { ratePerSecond: 4, durationSeconds: 1 })).toEqual([0, 250, 500, 750]);
  });

  it('ramp: the last second has three times as many as the first of two', () => {
    const times = sendTimesMs('ramp', { ratePerSecond: 200, durationSeconds: 2 });
    expect(times.filter((ms) => ms < 1_000)).toHaveLength(50);
    expect(times.filter((ms) => ms >= 1_000)).toHaveLength(150);
  });

  it('bursts: those of each second come in its first tenth', () => {
    const times = sendTimesMs('bursts', { ratePerSecond: 100, durationSeconds: 3 });
    expect(times.every((ms) => ms % 1_000 < 100)).toBe(true);
    expect(times.filter((ms) => ms >= 1_000 && ms < 2_000)).toHaveLength(100);
  });
});
