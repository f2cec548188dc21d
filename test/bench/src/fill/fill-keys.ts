import { CardSecurity } from '../../../../apps/card-service/dist/cards/card-security';
import { CardVault } from '../../../../apps/card-service/dist/cards/card-vault';
import { systemRandom } from '../../../../apps/card-service/dist/providers';

/** The settings of a card service that its cards depend on, as its environment has them: the current key first. */
export type CardKeySettings = Readonly<
  Record<'CARD_VAULT_KEY' | 'CARD_LOOKUP_KEY' | 'CARD_VERIFICATION_KEY', string>
>;

/** What a card service with certain keys would make of a number. */
export interface FillKeys {
  readonly security: CardSecurity;
  readonly vaultKeyId: string;
}

/** The keys of the card service whose database is filled. */
export function fillKeys(settings: CardKeySettings): FillKeys {
  const keys = (setting: keyof CardKeySettings): Buffer[] =>
    settings[setting].split(',').map((key) => Buffer.from(key, 'hex'));
  return {
    security: new CardSecurity({
      lookupKeys: keys('CARD_LOOKUP_KEY'),
      verificationKeys: keys('CARD_VERIFICATION_KEY'),
    }),
    vaultKeyId: new CardVault({ vaultKeys: keys('CARD_VAULT_KEY') }, systemRandom).currentKeyId,
  };
}
