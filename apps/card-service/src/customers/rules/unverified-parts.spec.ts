import { steadyProfile } from '../../../spec/steady-profile';
import { unverifiedPartsOf } from './unverified-parts';

const { identity, residence, income } = steadyProfile();

describe('what a profile says is not verified', () => {
  it('is nothing of a customer with everything proven', () => {
    expect(unverifiedPartsOf({ identity, residence, income })).toEqual([]);
  });

  it.each([
    ['identity', { identity: { ...identity, verified: false } }],
    ['age', { identity: { ...identity, ageVerified: false } }],
    ['residence', { residence: { ...residence, verified: false } }],
    ['income', { income: { ...income, verified: false } }],
  ])('R15: names the %s', (part, change) => {
    expect(unverifiedPartsOf({ identity, residence, income, ...change })).toEqual([part]);
  });
});
