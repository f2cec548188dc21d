import { isMissing, isSpecial, ratioOf, type Applicant, type ApplicantValue } from './applicant';
import type { CategoryCharacteristic, Characteristic, ClassFigures, NumberCharacteristic } from './scorecard';

/** The class that an applicant falls into; undefined for a value that training never saw and no class covers. */
export function classOf(characteristic: Characteristic, applicant: Applicant): ClassFigures | undefined {
  const value = valueOf(characteristic, applicant);
  if (isMissing(value)) return characteristic.missing;
  const special = characteristic.special.find((code) => isSpecial(value, code.value));
  if (special !== undefined) return special;
  return characteristic.kind === 'number' ? interval(characteristic, value) : group(characteristic, value);
}

function valueOf(characteristic: Characteristic, applicant: Applicant): ApplicantValue {
  if (characteristic.kind === 'number' && characteristic.ratio !== undefined) {
    return ratioOf(characteristic.ratio, applicant);
  }
  return applicant[characteristic.name];
}

function interval({ classes }: NumberCharacteristic, value: number | string): ClassFigures | undefined {
  // A text among numbers was never seen in training.
  if (typeof value === 'string') return undefined;
  return classes.find(({ upTo }) => upTo === null || value <= upTo);
}

function group({ classes }: CategoryCharacteristic, value: number | string): ClassFigures | undefined {
  const category = String(value);
  return classes.find(({ values }) => values.includes(category)) ?? classes.find(({ rare }) => rare);
}
