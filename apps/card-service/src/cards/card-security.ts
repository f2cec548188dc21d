import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { computeCvv2, cvv2Matches } from '@mayfly/card-number';
import { SETTINGS } from '../providers';
import type { Settings } from '../settings';

/** What the keys of the card service can tell of a number, without the database. */
@Injectable()
export class CardSecurity {
  readonly #lookupKey: Buffer;
  readonly #verificationKey: string;

  constructor(@Inject(SETTINGS) settings: Pick<Settings, 'lookupKey' | 'verificationKey'>) {
    this.#lookupKey = settings.lookupKey;
    this.#verificationKey = settings.verificationKey.toString('hex');
  }

  /**
   * The hash under which a number is stored and found: HMAC-SHA256 under a key of its own. Range and last four digits
   * leave a thousand candidates, so an unkeyed hash would be as good as the number.
   */
  numberHash(number: string): Buffer {
    return createHmac('sha256', this.#lookupKey).update(number).digest();
  }

  /** The CVV2 of a number of 13 to 19 digits with its expiry YYMM: derived each time, stored nowhere. */
  cvv2Of(number: string, expiry: string): string {
    return computeCvv2(this.#verificationKey, number, expiry);
  }

  /** True when `stated` is the CVV2 of this number and expiry; compares in constant time. */
  cvv2Matches(number: string, expiry: string, stated: string): boolean {
    return cvv2Matches(this.cvv2Of(number, expiry), stated);
  }
}
