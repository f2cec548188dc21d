import { answerOf, type ReasonCode, type Scheme } from '@mayfly/contracts';
import { formatWithCode, type Currency } from '@mayfly/money';
import { personasInWords } from '../personas/personas';
import type { AboutSaid, Actions, CardWanted, PurchaseSaid, Scenario, Step } from '../scenarios/scenario';

/** Who buys: the kind of customer, what differs, and the purchase power. */
export function customerInWords({ customer = {} }: Scenario): string {
  const { persona = 'steady', but = {}, grantedMinor = 100_000 } = customer;
  const changes = Object.entries(but).flatMap(([part, value]) =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).map(([member, changed]) => `${part}.${member} ${JSON.stringify(changed)}`)
      : [`${part} ${JSON.stringify(value)}`],
  );
  const difference = changes.length === 0 ? '' : `, but ${changes.join(', ')}`;
  return `${personasInWords[persona]}${difference}; purchase power ${money(grantedMinor)}`;
}

/** What the card is good for. */
export function cardInWords({ capMinor = 50_000, uses, merchantLock }: CardWanted = {}): string {
  const what = uses === 'split' ? 'an order sent in parts' : 'one purchase';
  return `for ${what}, up to ${money(capMinor)}${merchantLock === undefined ? '' : ', at this merchant only'}`;
}

/** What a step does. */
export function stepInWords(step: Step): string {
  const [action] = Object.keys(inWords).filter((name) => step[name as keyof Actions] !== undefined);
  // Each sentence gets what belongs to its own name.
  const sentence = action === undefined ? '' : inWords[action as keyof Actions](step[action as never]);
  return step.times === undefined ? sentence : `${step.times} times ${sentence}`;
}

/** DE39, with the retry category and the merchant advice code where there are any. */
export function answerInWords(code: ReasonCode, scheme: Scheme): string {
  const { de39, retryCategory, merchantAdviceCode } = answerOf(code, scheme);
  const more = [
    ...(retryCategory === null || scheme === 'mastercard' ? [] : [`category ${retryCategory}`]),
    ...(merchantAdviceCode === undefined ? [] : [`advice ${merchantAdviceCode}`]),
  ];
  return more.length === 0 ? de39 : `${de39} (${more.join(', ')})`;
}

const inWords: { readonly [A in keyof Actions]: (wanted: Actions[A]) => string } = {
  authorize: (wanted) => `a purchase${purchaseInWords(wanted)}`,
  verify: (wanted) => `a verification${purchaseInWords(wanted)}`,
  purchase: (wanted) => `a purchase${purchaseInWords(wanted)}, asked and collected in one message`,
  announce: (wanted) => `a reversal, and after it the purchase that it takes back${purchaseInWords(wanted)}`,
  increment: (wanted) => `an increment${aboutInWords(wanted)}`,
  reverse: (wanted) => `a reversal${aboutInWords(wanted)}`,
  advise: (wanted) => `the network approves in our place${aboutInWords(wanted)}`,
  clear: (wanted) => `a clearing${aboutInWords(wanted)}`,
  refund: (wanted) => `a refund${aboutInWords(wanted)}`,
  repeat: ({ butAmountMinor }) =>
    butAmountMinor === undefined
      ? 'the same message again'
      : `the same message again, but for ${money(butAmountMinor)}`,
  answer: () => 'the answer to the purchase comes',
  mint: (wanted) => `another card ${cardInWords(wanted)}`,
  cancel: () => 'the customer cancels the card',
  reportFraud: ({ channel }) =>
    channel === 'chargeback' ? 'a chargeback' : 'the purchase is reported as fraud',
  unfreeze: () => 'the account is opened again',
  repay: ({ amountMinor }) => `${money(amountMinor)} are paid back`,
  ahead: (duration) =>
    duration === 'tuesday'
      ? 'the clock goes to noon of the next Tuesday'
      : `the clock goes ahead by ${duration}`,
  assessment: (wanted) =>
    ({
      stopped: 'no decision comes',
      late: 'no decision comes in time',
      running: 'the assessment goes on',
    })[wanted],
};

const unusual: Readonly<Record<string, (value: string) => string>> = {
  number: (value) => `with a number ${value === 'foreign' ? 'of another issuer' : 'that no card has'}`,
  cvv2: () => 'with a wrong CVV2',
  expiry: () => 'with a wrong expiry',
  entryMode: (value) => `with entry mode ${value}`,
  at: () => 'at another merchant',
  mcc: (value) => `at a merchant of category ${value}`,
  country: (value) => `in ${value}`,
  partial: () => 'a part will do',
  newCustomer: () => 'by another customer',
  newCard: () => 'on a new card',
  answer: (value) => (value === 'later' ? 'undecided so far' : 'whose answer is lost'),
};

function purchaseInWords({ amountMinor = 0, currency = 'EUR', ...wanted }: PurchaseSaid): string {
  const amount = amountMinor === 0 ? [] : [`of ${money(amountMinor, currency as Currency)}`];
  const details = Object.entries(unusual).flatMap(([name, say]) => {
    const value = wanted[name as keyof typeof wanted];
    return value === undefined ? [] : [say(String(value))];
  });
  return [...amount, ...details]
    .map((detail, place) => (place === 0 ? ` ${detail}` : `, ${detail}`))
    .join('');
}

function aboutInWords({ amountMinor, totalMinor, leftMinor, of, settled }: AboutSaid): string {
  return [
    amountMinor === undefined ? '' : ` of ${money(amountMinor)}`,
    totalMinor === undefined ? '' : ` to ${money(totalMinor)}`,
    leftMinor === undefined ? '' : ` down to ${money(leftMinor)}`,
    of === 'none' ? ', of no purchase that we know' : '',
    settled ? ', settled' : '',
  ].join('');
}

function money(amountMinor: number, currency: Currency = 'EUR'): string {
  return formatWithCode({ amountMinor: BigInt(amountMinor), currency });
}
