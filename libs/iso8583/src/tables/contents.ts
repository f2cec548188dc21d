import { isAdditionalAmounts } from '../elements/additional-amounts';
import { isOriginalDataElements } from '../elements/original-data-elements';
import { isPrivateData } from '../elements/private-data';
import { isReplacementAmounts } from '../elements/replacement-amounts';
import { isDate, isTime, isTransmission } from '../elements/transmission';

/** What a field's text must be, beyond its length and characters. */
export interface Content {
  /** As the tables show it. */
  readonly name: string;
  holds(text: string): boolean;
}

export const contents = {
  transmission: { name: 'MMDDhhmmss', holds: isTransmission },
  time: { name: 'hhmmss', holds: isTime },
  date: { name: 'MMDD', holds: isDate },
  expiry: { name: 'YYMM', holds: (text) => /^\d\d(0[1-9]|1[0-2])$/.test(text) },
  privateData: { name: 'private elements', holds: isPrivateData },
  additionalAmounts: { name: 'up to six amounts', holds: isAdditionalAmounts },
  originalDataElements: { name: 'original data', holds: isOriginalDataElements },
  replacementAmounts: { name: 'three amounts', holds: isReplacementAmounts },
} satisfies Record<string, Content>;
