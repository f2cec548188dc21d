import { messageTypes } from '../tables/messages';
import { isTransmission } from './transmission';

/** Field 90: which message a reversal, an advice or an increment is about. What the sender does not know is left out. */
export interface OriginalDataElements {
  readonly mti: string;
  /** Six digits. */
  readonly stan?: string;
  /** Field 7 of the original, MMDDhhmmss. */
  readonly transmission?: string;
  /** Field 32 of the original without leading zeros: compare it with a field 32 that has lost its own. */
  readonly acquirer?: string;
  /** Field 33 of the original, likewise. */
  readonly forwarder?: string;
}

const layout = /^(\d{4})(\d{6})(\d{10})(\d{11})(\d{11})$/;

/** Undefined when the text is no field 90: an unknown type, an answer's type, or a transmission that cannot be. */
export function parseOriginalDataElements(text: string): OriginalDataElements | undefined {
  const [, mti = '', stan = '', transmission = '', acquirer = '', forwarder = ''] = layout.exec(text) ?? [];
  const isKnown = (digits: string): boolean => /[1-9]/.test(digits);
  if (messageTypes.get(mti)?.answeredBy === undefined) return undefined;
  if (isKnown(transmission) && !isTransmission(transmission)) return undefined;
  return {
    mti,
    ...(isKnown(stan) && { stan }),
    ...(isKnown(transmission) && { transmission }),
    ...(isKnown(acquirer) && { acquirer: acquirer.replace(/^0+/, '') }),
    ...(isKnown(forwarder) && { forwarder: forwarder.replace(/^0+/, '') }),
  };
}

/** Field 90, 42 digits, zeros for what is left out. @throws RangeError when a part is ill-formed */
export function formatOriginalDataElements(original: OriginalDataElements): string {
  const { mti, stan = '', transmission = '', acquirer = '', forwarder = '' } = original;
  const text =
    mti +
    stan.padStart(6, '0') +
    transmission.padStart(10, '0') +
    acquirer.padStart(11, '0') +
    forwarder.padStart(11, '0');
  if (!isOriginalDataElements(text))
    throw new RangeError('Original data elements need parts of their length');
  return text;
}

export function isOriginalDataElements(text: string): boolean {
  return parseOriginalDataElements(text) !== undefined;
}
