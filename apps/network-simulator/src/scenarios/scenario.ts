import type { ReasonCode } from '@mayfly/contracts';
import type { Misstated } from '../network/misstated-card';
import type { personas } from '../personas/personas';

/** A card of a scenario. */
export interface CardWanted {
  readonly capMinor?: number;
  readonly uses?: 'single' | 'split';
  readonly merchantLock?: 'here';
}

/** A purchase, verification or single message. */
export interface PurchaseSaid extends Misstated {
  readonly amountMinor?: number;
  readonly currency?: string;
  readonly entryMode?: string;
  readonly at?: string;
  readonly mcc?: string;
  readonly country?: string;
  readonly partial?: boolean;
  readonly newCard?: boolean;
  readonly newCustomer?: boolean;
  readonly answer?: 'later' | 'lost';
}

/** A message about a purchase. */
export interface AboutSaid {
  readonly amountMinor?: number;
  readonly totalMinor?: number;
  readonly leftMinor?: number;
  readonly final?: boolean;
  readonly settled?: boolean;
  readonly number?: 'unknown';
  /** The name of a step, or `none`; the last purchase when left out. */
  readonly of?: string;
}

/** What has to come of a step; scenario.schema.json says what each means. */
export interface Expected {
  readonly de39?: string;
  readonly reason?: ReasonCode;
  readonly approvedMinor?: number;
  readonly outcome?: string;
  readonly problem?: string;
  readonly authorization?: string;
  readonly forced?: string;
  readonly card?: string;
  readonly hold?: string;
  readonly receipts?: readonly string[];
  readonly flags?: readonly string[];
  readonly unapplied?: readonly string[];
  readonly parked?: string;
  readonly standing?: string;
  readonly availableMinor?: number;
  readonly heldMinor?: number;
  readonly owedMinor?: number;
  readonly overdrawnMinor?: number;
  readonly payableMinor?: number;
}

/** What a step does; exactly one of these is there. */
export interface Actions {
  readonly authorize: PurchaseSaid;
  readonly verify: PurchaseSaid;
  readonly purchase: PurchaseSaid;
  readonly announce: PurchaseSaid;
  readonly increment: AboutSaid;
  readonly reverse: AboutSaid;
  readonly advise: AboutSaid;
  readonly clear: AboutSaid;
  readonly refund: AboutSaid;
  readonly repeat: { readonly of?: string; readonly butAmountMinor?: number };
  readonly answer: { readonly of?: string };
  readonly mint: CardWanted;
  readonly cancel: object;
  readonly reportFraud: { readonly of?: string; readonly channel?: 'customer' | 'chargeback' };
  readonly unfreeze: object;
  readonly repay: { readonly amountMinor: number };
  readonly ahead: string;
  readonly assessment: 'stopped' | 'late' | 'running';
}

export interface Step extends Partial<Actions> {
  readonly as?: string;
  readonly times?: number;
  readonly expect?: Expected;
}

/** A scenario as its file says it. */
export interface Scenario {
  /** Of its file. */
  readonly name: string;
  readonly what: string;
  readonly covers: readonly string[];
  readonly countsTries?: boolean;
  readonly needs?: { readonly standInMinor: number };
  readonly customer?: {
    readonly persona?: keyof typeof personas;
    readonly but?: Readonly<Record<string, unknown>>;
    readonly grantedMinor?: number;
  };
  readonly card?: CardWanted;
  readonly steps: readonly Step[];
}
