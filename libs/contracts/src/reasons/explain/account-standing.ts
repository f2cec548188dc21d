import { reasonOf, type ReasonCode } from '../catalogue';
import { moneyInWords } from './plain-words';

/** What has to be verified before anything is lent. */
export type VerifiedPart = 'identity' | 'age' | 'residence' | 'income';

/** What may keep an account from paying, before anyone decides who may read it. Times are UTC, ISO 8601. */
export interface StandingFacts {
  /** Null when the account is not frozen. */
  readonly frozenSince: string | null;
  /** What is not verified, and since when. */
  readonly unverified: Readonly<Partial<Record<VerifiedPart, string>>>;
  /** What was collected more than 45 days ago and is not paid back; null when nothing is. */
  readonly overdue: {
    readonly since: string;
    /** Minor units of `currency`. */
    readonly amountMinor: number;
    readonly currency: string;
  } | null;
}

/** `restricted` is all that an agent learns of credit: something keeps the account from paying. */
export type StandingState = 'good' | 'frozen' | 'verification_lapsed' | 'repayment_overdue' | 'restricted';

/** One thing that keeps the account from paying, with the way out. */
export interface Restriction {
  readonly state: Exclude<StandingState, 'good'>;
  /** Of the reason catalogue: the reason that purchases are declined with; of an agent's neutral line its own. */
  readonly code: ReasonCode | 'shown_to_customer_only';
  /** Null when it is not known, or not for the reader. */
  readonly since: string | null;
  readonly title: string;
  readonly text: string;
  readonly whatToDo: readonly string[];
}

/** Whether the account can pay: the gravest restriction's state, and all of them, the gravest first. */
export interface Standing {
  readonly state: StandingState;
  readonly restrictions: readonly Restriction[];
}

// What all credit reasons say in the title is about a purchase; here there is none.
const creditTitles: Partial<Record<ReasonCode, string>> = {
  income_not_verified: 'We need to verify your income',
  repayment_overdue: 'A payment to us is overdue',
};

// One line for everything that an agent must not know, at the same place: not even its number can be told.
const neutral: Restriction = {
  state: 'restricted',
  code: 'shown_to_customer_only',
  since: null,
  title: 'The customer reads the reason in the app',
  text: 'Something keeps this account from paying for now. The customer reads in the app what it is; it is not shown here.',
  whatToDo: ['Ask the customer to open the account in the app: the reason and the way out are there.'],
};

/** Answers "why can't I pay any more?"; to an agent without any reason of credit. */
export function explainStanding(facts: StandingFacts, reader: 'customer' | 'agent'): Standing {
  const all = restrictionsOf(facts);
  const restrictions = reader === 'agent' ? readableByAgent(all) : all;
  return { state: restrictions[0]?.state ?? 'good', restrictions };
}

function restrictionsOf({ frozenSince, unverified, overdue }: StandingFacts): readonly Restriction[] {
  const lapsed = (part: VerifiedPart): Restriction[] => {
    const since = unverified[part];
    return since === undefined ? [] : [restriction('verification_lapsed', `${part}_not_verified`, since)];
  };
  return [
    ...(frozenSince === null ? [] : [restriction('frozen', 'account_frozen', frozenSince)]),
    ...(['identity', 'age', 'residence', 'income'] as const).flatMap(lapsed),
    ...(overdue === null ? [] : [overdueRestriction(overdue)]),
  ];
}

function restriction(state: Restriction['state'], code: ReasonCode, since: string): Restriction {
  const { title, whatHappened, whatToDo } = reasonOf(code).customer;
  return { state, code, since, title: creditTitles[code] ?? title, text: whatHappened, whatToDo };
}

function overdueRestriction({
  since,
  amountMinor,
  currency,
}: NonNullable<StandingFacts['overdue']>): Restriction {
  const overdue = restriction('repayment_overdue', 'repayment_overdue', since);
  return { ...overdue, text: `${overdue.text} In all ${moneyInWords(amountMinor, currency)} is overdue.` };
}

function readableByAgent(restrictions: readonly Restriction[]): readonly Restriction[] {
  const readable = restrictions.filter(
    ({ code }) => code !== 'shown_to_customer_only' && reasonOf(code).agent === 'customer_text',
  );
  return readable.length === restrictions.length ? readable : [...readable, neutral];
}
