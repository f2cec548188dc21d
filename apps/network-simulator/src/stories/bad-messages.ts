import { steady } from '../personas/personas';
import { expectAnswer, type Story } from './story';

export const forgedSignature: Story = {
  name: 'forged-signature',
  title: 'A forged, a stale and a malformed message are turned away, and nothing is written',
  async play(scene, telling) {
    const customer = await scene.customer(steady, 50_000);
    const card = await scene.mint(customer, { capMinor: 6_000 });
    const message = scene.purchase(card, 1_000);
    const forged = await telling.step('forger', 'signs with a guessed secret', () =>
      scene.forger.post('/v1/authorizations', message),
    );
    expectAnswer(forged, { status: 401, code: 'signature_invalid' });
    const tenMinutesAgo = Math.floor(Date.now() / 1000) - 600;
    const stale = await telling.step('network', 'sends what it signed ten minutes ago', () =>
      scene.network.post('/v1/authorizations', message, { signedAtSeconds: tenMinutesAgo }),
    );
    expectAnswer(stale, { status: 401, code: 'signature_expired' });
    const malformed = await telling.step('network', 'asks for a negative amount', () =>
      scene.authorize({ ...message, amountMinor: -1 }),
    );
    expectAnswer(malformed, { status: 400, code: 'validation_failed' });
    expectAnswer(await customer.api.get(`/v1/cards/${card.cardId}`), { state: 'open' });
    const bought = await telling.step('network', 'asks as it should', () => scene.authorize(message));
    expectAnswer(bought, { status: 200, de39: '00' });
  },
};
