import { ageInYears } from './gates';

describe('age at the time of a request', () => {
  it.each([
    ['2008-03-02', '2026-03-01', 17],
    ['2008-03-01', '2026-03-01', 18],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2008-02-29', '2028-02-29', 20],
    ['2007-12-31', '2026-01-01', 18],
  ])('born on %s, on %s: %i', (birthDate, onDate, years) => {
    expect(ageInYears(birthDate, onDate)).toBe(years);
  });
});
