import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { validateEvent } from '@mayfly/contracts';
import { steadyProfile } from '../../spec/steady-profile';
import { ProfileDto } from './profile.dto';

const addedByTheService = { customerId: '0198f2a0-0000-7000-8000-000000000001', version: 1, currency: 'EUR' };

function requestAdmits(profile: object): boolean {
  const errors = validateSync(plainToInstance(ProfileDto, profile), {
    whitelist: true,
    forbidNonWhitelisted: true,
  });
  return errors.length === 0;
}

function schemaAdmits(profile: object): boolean {
  return validateEvent('customer.profile.v1', { ...profile, ...addedByTheService }).valid;
}

/** Every path of the profile, groups and fields. */
const paths = Object.entries(steadyProfile()).flatMap(([group, value]) => [
  [group],
  ...(typeof value === 'object' && value !== null
    ? Object.keys(value as object).map((field) => [group, field])
    : []),
]);

const absent = Symbol('absent');

/** Values that sit on limits, beside them, or are of another kind altogether. */
const suspicious = fc.oneof(
  fc.constantFrom(
    absent,
    null,
    true,
    'true',
    '',
    [],
    {},
    -1,
    0,
    1,
    1.5,
    90,
    91,
    100,
    101,
    120,
    121,
    299,
    300,
    840,
    841,
    850,
    851,
    1200,
    1201,
    999_999_999_999,
    1_000_000_000_000,
    'DE',
    'de',
    'DEU',
    'tenant',
    'permanent',
    '1990-02-29',
    '1992-02-29',
    '1990-13-01',
    '1990-01-01T00:00:00Z',
    '19900101',
  ),
  fc.integer(),
  fc.double(),
  fc.string({ maxLength: 12 }),
);

function changed(path: readonly string[], value: unknown): object {
  const profile = structuredClone(steadyProfile()) as unknown as Record<string, Record<string, unknown>>;
  const [group = '', field] = path;
  const target = field === undefined ? profile : profile[group];
  if (target === undefined) throw new Error(`no group ${group}`);
  const name = field ?? group;
  const fields = target;
  if (value === absent) Reflect.deleteProperty(fields, name);
  else fields[name] = value;
  return profile;
}

describe('the profile in a request', () => {
  it('R4: takes all eleven data points', () => {
    expect(Object.keys(steadyProfile())).toHaveLength(11);
    expect(requestAdmits(steadyProfile())).toBe(true);
  });

  it('takes a customer without a credit score', () => {
    expect(requestAdmits({ ...steadyProfile(), creditScore: null })).toBe(true);
  });

  it('refuses fields it does not know, at any depth', () => {
    expect(requestAdmits({ ...steadyProfile(), nationality: 'DE' })).toBe(false);
    expect(requestAdmits({ ...steadyProfile(), savings: { ...steadyProfile().savings, gold: 1 } })).toBe(
      false,
    );
  });

  it('admits exactly what the event schema admits', () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), suspicious, (path, value) => {
        const profile = changed(path, value);
        expect({ path, value, admitted: requestAdmits(profile) }).toEqual({
          path,
          value,
          admitted: schemaAdmits(profile),
        });
      }),
      { numRuns: 1000 },
    );
  });
});
