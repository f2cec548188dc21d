import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { computeCvv2, cvv2Matches } from '@mayfly/card-number';
import { KeyGenerations } from '../keys/key-generations';
import { SETTINGS } from '../providers';
import type { Settings } from '../settings';

/** The settings do not name the verification key that a card was minted under: its CVV2 can neither be told nor checked here. */
export class VerificationKeyMissing extends Error {
  override readonly name = 'VerificationKeyMissing';
}

/** What the keys of the card service can tell of a number, without the database. */
@Injectable()
export class CardSecurity {
  readonly #lookupKeys: KeyGenerations;
  readonly #verificationKeys: KeyGenerations;

  constructor(@Inject(SETTINGS) settings: Pick<Settings, 'lookupKeys' | 'verificationKeys'>) {
    this.#lookupKeys = new KeyGenerations('lookup', settings.lookupKeys);
    this.#verificationKeys = new KeyGenerations('verification', settings.verificationKeys);
  }

  /** Ids of the generations that a card is minted under. */
  get currentKeyIds(): { readonly lookup: string; readonly verification: string } {
    return { lookup: this.#lookupKeys.current.id, verification: this.#verificationKeys.current.id };
  }

  /**
   * The hashes under which a number may be stored, the current generation's first: HMAC-SHA256 under a key of its own. Range
   * and last four digits leave a thousand candidates, so an unkeyed hash would be as good as the number.
   */
  numberHashes(number: string): [Buffer, ...Buffer[]] {
    const [current, ...older] = this.#lookupKeys.all.map(({ key }) =>
      createHmac('sha256', key).update(number).digest(),
    );
    if (current === undefined) throw new Error('there is no key');
    return [current, ...older];
  }

  /**
   * The CVV2 of a number of 13 to 19 digits with its expiry YYMM: derived each time, stored nowhere.
   *
   * @param keyId the generation that the card was minted under: what its owner saw stays right
   * @throws VerificationKeyMissing for a generation that the settings do not name any more
   */
  cvv2Of(number: string, expiry: string, keyId: string): string {
    const generation = this.#verificationKeys.find(keyId);
    if (generation === undefined) throw new VerificationKeyMissing(`CARD_VERIFICATION_KEY lacks ${keyId}`);
    return computeCvv2(generation.key.toString('hex'), number, expiry);
  }

  /** True when `stated` is the CVV2 of this number and expiry; compares in constant time. */
  cvv2Matches(number: string, expiry: string, keyId: string, stated: string): boolean {
    return cvv2Matches(this.cvv2Of(number, expiry, keyId), stated);
  }
}
