import { randomInt, randomUUID } from 'node:crypto';
import { unanswered } from '../network/unanswered';
import type { Profile } from '../personas/personas';
import { type ApiAnswer, type Credentials, MayflyApi } from './mayfly-api';

/** A card as its owner saw it once, at minting. */
export interface MintedCard {
  readonly cardId: string;
  readonly number: string;
  readonly expiry: string;
  readonly cvv2: string;
}

export interface Merchant {
  readonly id: string;
  readonly name: string;
  readonly mcc: string;
  readonly country: string;
}

/** A customer on stage: the id, and a caller that holds the customer's own key. */
export interface Customer {
  readonly customerId: string;
  readonly api: MayflyApi;
}

/** One message of a card network; every field may be overridden by a story. */
export interface NetworkMessage {
  readonly kind?: 'purchase' | 'verification';
  readonly cardNumber: string;
  readonly expiry: string;
  readonly cvv2: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly merchant: Merchant;
  readonly acquirerId: string;
  readonly terminalId: string;
  readonly stan: string;
  readonly transmittedAt: string;
  readonly entryMode: string;
}

/** The shop in most stories. */
export const bookshop: Merchant = { id: 'NORDICBOOKS', name: 'Nordic Books', mcc: '5942', country: 'DE' };

/** The stage of a story: an operator who sets it up, a card network that sends messages, and customers. */
export class Scene {
  private constructor(
    private readonly url: string,
    readonly operator: MayflyApi,
    readonly networkCredentials: Credentials,
    readonly network: MayflyApi,
    readonly forger: MayflyApi,
  ) {}

  /**
   * Opens a stage on a running system; registers a network of its own, so that runs never meet.
   *
   * @throws Error in a sentence for whoever typed the command, when no system answers or the key is not its operator's
   */
  static async open(
    url: string,
    operatorKey: string,
    scheme: 'visa' | 'mastercard' = 'visa',
  ): Promise<Scene> {
    const operator = new MayflyApi({ url, apiKey: operatorKey });
    const party = { role: 'network', name: `Simulated ${scheme} ${randomUUID().slice(-8)}`, scheme };
    const issued = await issueKey(operator, party).catch((error: unknown) => {
      throw new Error(`${url}: ${unanswered(error).message}. Is a system running? npm start`);
    });
    if (issued.status === 401)
      throw new Error(`${url} does not know the operator's key: MAYFLY_OPERATOR_KEY`);
    const { apiKey, signingSecret } = created(issued);
    const credentials = { url, apiKey: String(apiKey), signingSecret: String(signingSecret) };
    const network = new MayflyApi(credentials);
    const forger = new MayflyApi({ url, apiKey: String(apiKey), signingSecret: 'a guess' });
    return new Scene(url, operator, credentials, network, forger);
  }

  /** A customer with an account of `grantedMinor` purchase power in EUR. */
  async customer(profile: Profile, grantedMinor: number): Promise<Customer> {
    const opened = created(
      await this.operator.post(
        '/v1/customers',
        { country: 'DE', currency: 'EUR', grantedMinor, profile },
        { headers: { 'idempotency-key': randomUUID() } },
      ),
    );
    const customerId = String(opened['customerId']);
    const key = created(await issueKey(this.operator, { role: 'customer', customerId }));
    return { customerId, api: new MayflyApi({ url: this.url, apiKey: String(key['apiKey']) }) };
  }

  /** A caller with another role: an agent, an auditor, or a merchant's checkout with its signing secret. */
  async caller(role: 'agent' | 'auditor' | 'merchant'): Promise<MayflyApi> {
    const party =
      role === 'merchant'
        ? {
            role,
            name: `Checkout ${randomUUID().slice(-8)}`,
            scheme: 'visa',
            merchantId: bookshop.id,
            mcc: bookshop.mcc,
          }
        : { role };
    const { apiKey, signingSecret } = created(await issueKey(this.operator, party));
    return new MayflyApi({
      url: this.url,
      apiKey: String(apiKey),
      ...(typeof signingSecret === 'string' ? { signingSecret } : {}),
    });
  }

  async mint(
    customer: Customer,
    card: { capMinor: number; merchantLock?: string; uses?: 'single' | 'split' },
  ): Promise<MintedCard> {
    const answer = await customer.api.post(`/v1/customers/${customer.customerId}/cards`, card, {
      headers: { 'idempotency-key': randomUUID() },
    });
    return created(answer) as unknown as MintedCard;
  }

  /** A purchase on a card at the bookshop, as the network would send it. */
  purchase(card: MintedCard, amountMinor: number, change: Partial<NetworkMessage> = {}): NetworkMessage {
    return { ...purchaseOn(card, amountMinor), ...change };
  }

  authorize(message: NetworkMessage): Promise<ApiAnswer> {
    return this.network.post('/v1/authorizations', message);
  }
}

/** A purchase in EUR at the bookshop, under a message key of its own. */
export function purchaseOn(card: MintedCard, amountMinor: number): NetworkMessage {
  return {
    cardNumber: card.number,
    expiry: card.expiry,
    cvv2: card.cvv2,
    amountMinor,
    currency: 'EUR',
    merchant: bookshop,
    acquirerId: '400123',
    terminalId: 'WEB00001',
    stan: String(randomInt(1_000_000)).padStart(6, '0'),
    transmittedAt: new Date().toISOString(),
    entryMode: 'ecommerce',
  };
}

function issueKey(operator: MayflyApi, holder: object): Promise<ApiAnswer> {
  return operator.post('/v1/api-keys', holder, { headers: { 'idempotency-key': randomUUID() } });
}

function created(answer: ApiAnswer): ApiAnswer['body'] {
  if (answer.status === 201 || answer.status === 200) return answer.body;
  throw new Error(`expected 201, got ${answer.status}: ${JSON.stringify(answer.body)}`);
}
