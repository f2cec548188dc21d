import { randomUUID } from 'node:crypto';
import type { Customer, MintedCard, Scene } from '../client/scene';
import { misstatedCard } from '../network/misstated-card';
import { keyNow, newTransactionId } from '../network/new-message';
import type { Answer, MessageKey, Said, SaidKind, Transport } from '../network/said';
import { saidAbout } from '../network/said-about';
import { personas, type Profile } from '../personas/personas';
import type { AboutSaid, CardWanted, PurchaseSaid, Scenario } from './scenario';

/** A message that was sent, with what came of it. */
export interface Sent {
  readonly said: Said;
  /** Rejects when none came. */
  readonly answer: Promise<Answer>;
  /** Our id of the authorization that it asked for or made; undefined when there is none, or it was not looked for yet. */
  authorizationId?: string | undefined;
}

/** Where one scenario plays: its customer, card and shop, and what was said so far. */
export class Stage {
  readonly sent: Sent[] = [];
  readonly known = new Set<string>();
  readonly #named = new Map<string, Sent>();
  readonly #merchantId = randomUUID().replaceAll('-', '').slice(0, 12).toUpperCase();
  readonly #terminalId = randomUUID().slice(0, 8).toUpperCase();

  private constructor(
    readonly scene: Scene,
    readonly transport: Transport,
    private readonly nextStan: () => string,
    private readonly scenario: Scenario,
    public customer: Customer,
    public card: MintedCard,
  ) {}

  static async open(
    scene: Scene,
    transport: Transport,
    nextStan: () => string,
    scenario: Scenario,
  ): Promise<Stage> {
    const stage = new Stage(scene, transport, nextStan, scenario, {} as Customer, {} as MintedCard);
    await stage.welcomeAnother();
    return stage;
  }

  /** From now on another customer is on stage, with a card as the scenario has it. */
  async welcomeAnother(): Promise<void> {
    const { persona = 'steady', but = {}, grantedMinor = 100_000 } = this.scenario.customer ?? {};
    this.customer = await this.scene.customer(changed(personas[persona], but), grantedMinor);
    this.card = await this.mint(this.scenario.card ?? {});
  }

  mint({ capMinor = 50_000, uses, merchantLock }: CardWanted): Promise<MintedCard> {
    return this.scene.mint(this.customer, {
      capMinor,
      ...(uses && { uses }),
      ...(merchantLock && { merchantLock: this.#merchantId }),
    });
  }

  /** The last purchase, or what the named step said. */
  sentAs(name: string | undefined): Sent {
    const sent =
      name === undefined
        ? this.sent.findLast(({ said }) => said.kind === 'purchase' || said.kind === 'single_message')
        : this.#named.get(name);
    if (sent === undefined) throw new Error(`no message was sent as ${name ?? 'a purchase'}`);
    return sent;
  }

  remember(sent: Sent, name: string | undefined): Sent {
    this.sent.push(sent);
    if (name !== undefined) this.#named.set(name, sent);
    return sent;
  }

  purchase(kind: SaidKind, wanted: PurchaseSaid): Said {
    const {
      amountMinor = 0,
      currency = 'EUR',
      entryMode = 'ecommerce',
      at,
      mcc = '5942',
      country = 'DE',
    } = wanted;
    return {
      kind,
      key: this.key(),
      card: misstatedCard(this.card, wanted),
      amountMinor,
      currency,
      entryMode,
      merchant: {
        id: at === undefined ? this.#merchantId : `${this.#merchantId}${at.toUpperCase()}`.slice(0, 15),
        name: 'Nordic Books',
        mcc,
        country,
      },
      networkTransactionId: newTransactionId(),
      ...(wanted.partial && { partialAllowed: true }),
    };
  }

  /** A message about a purchase; about none when `of` says so. */
  about(kind: SaidKind, wanted: AboutSaid): { said: Said; original: Sent | undefined } {
    const original = wanted.of === 'none' ? undefined : this.sentAs(wanted.of);
    const before = original?.said ?? this.purchase(kind, {});
    const card = wanted.number === undefined ? before.card : misstatedCard(this.card, wanted);
    const amountMinor = wanted.amountMinor ?? wanted.totalMinor ?? wanted.leftMinor;
    const told = {
      ...(amountMinor !== undefined && { amountMinor }),
      ...(kind === 'increment' && {
        amountIs: wanted.totalMinor === undefined ? ('delta' as const) : ('total' as const),
      }),
      ...(wanted.final !== undefined && { final: wanted.final }),
    };
    if (original !== undefined)
      return { original, said: { ...saidAbout(before, kind, this.key(), told), card } };
    const { currency, merchant, entryMode } = before;
    const said = { kind, key: this.key(), card, currency, merchant, entryMode, ...told };
    // A refund of none is a card and a merchant; the others are a purchase of their own.
    const isRefund = kind === 'refund' || kind === 'refund_settlement';
    return {
      original,
      said: isRefund ? said : { ...said, networkTransactionId: newTransactionId() },
    };
  }

  /** Of a message that is said now, from the terminal of this scenario. */
  key(): MessageKey {
    return keyNow(this.#terminalId, this.nextStan());
  }
}

/** The profile with some members of its parts changed. */
function changed(profile: Profile, but: Readonly<Record<string, unknown>>): Profile {
  const parts = Object.entries(but).map(([name, value]) => {
    const before = profile[name];
    return [name, isPart(value) && isPart(before) ? { ...before, ...value } : value] as const;
  });
  return { ...profile, ...Object.fromEntries(parts) };
}

function isPart(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
