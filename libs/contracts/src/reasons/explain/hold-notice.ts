import type { ExplainedHold, ExplanationFacts, HoldNotice } from './explanation';
import { dayInWords, momentInWords, moneyInWords } from './plain-words';

/** Banks take 1 to 7 business days to stop showing a hold that we released at once. */
const bankDelayBusinessDays = 7;

const released: Record<NonNullable<ExplainedHold['cause']>, string> = {
  declined: 'It was free again the moment we declined the purchase',
  timed_out: 'It was free again the moment our check ran out of time',
  reversed: 'It was free again the moment the shop took the purchase back',
  expired: 'The shop did not collect it in time, so it was free again',
  cleared_for_less: 'The shop collected less, so the rest was free again',
};

/** Says what became of the money set aside for a purchase and, once released, until when a bank may still show it. */
export function holdNotice({ state, currency, hold }: ExplanationFacts): HoldNotice {
  if (hold === undefined) return nothingHeld;
  const { amountMinor, placedAt, releasedAt, receiptId, cause } = hold;
  const notice = { amountMinor, placedAt, releasedAt, receiptId, shownByBankUntil: null };
  const amount = moneyInWords(amountMinor, currency);
  if (releasedAt !== null) {
    const shownByBankUntil = addBusinessDays(releasedAt, bankDelayBusinessDays);
    const freed = cause === null ? 'It was free again' : released[cause];
    const receipt = receiptId === null ? '' : ` Your receipt for the release is ${receiptId}.`;
    return {
      ...notice,
      state: 'released',
      shownByBankUntil,
      text: `We had set ${amount} aside for this purchase. ${freed}: ${momentInWords(releasedAt)}. Your bank may go on showing it for 1 to 7 business days more, until ${dayInWords(shownByBankUntil)} at the latest.${receipt}`,
    };
  }
  if (state === 'cleared') {
    return {
      ...notice,
      state: 'captured',
      text: `The shop collected ${amount}. Nothing is set aside any more.`,
    };
  }
  return {
    ...notice,
    state: 'placed',
    text: `${amount} of your purchase power is set aside for this purchase since ${momentInWords(placedAt)}. If the shop does not collect it, it becomes free by itself.`,
  };
}

const nothingHeld: HoldNotice = {
  state: 'none',
  amountMinor: 0,
  placedAt: null,
  releasedAt: null,
  receiptId: null,
  shownByBankUntil: null,
  text: 'Nothing was set aside for this purchase.',
};

/** The day (YYYY-MM-DD, UTC) that lies `count` days from Monday to Friday after `instant`; bank holidays are not known here. */
export function addBusinessDays(instant: string, count: number): string {
  const date = new Date(instant);
  for (let left = count; left > 0;) {
    date.setUTCDate(date.getUTCDate() + 1);
    const weekday = date.getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return date.toISOString().slice(0, 10);
}
