import type { ExplainedRelease, ExplanationFacts, HoldNotice } from './explanation';
import { dayInWords, momentInWords, moneyInWords } from './plain-words';

/** Banks take 1 to 7 business days to stop showing a hold that we released at once. */
const bankDelayBusinessDays = 7;

const freed: Record<ExplainedRelease['cause'], string> = {
  declined: 'the moment we declined',
  timed_out: 'the moment our check ran out of time',
  reversed: 'the moment the shop took it back',
  expired: 'because the shop did not collect it in time',
  cleared_for_less: 'because the shop collected less',
  partly_approved: 'because we approved a part only',
};

/** Says what became of the money set aside for a purchase: every part that is free again, since when, and what still stands. */
export function holdNotice({ state, currency, clearedMinor, hold }: ExplanationFacts): HoldNotice {
  if (hold === undefined) return nothingHeld;
  const { amountMinor, heldMinor, placedAt, releases } = hold;
  const last = releases.at(-1);
  const shownByBankUntil =
    last === undefined ? null : addBusinessDays(last.releasedAt, bankDelayBusinessDays);
  const money = (minor: number) => moneyInWords(minor, currency);
  const sentences = [
    `We had set ${money(amountMinor)} aside for this purchase.`,
    ...releases.map(
      ({ amountMinor: part, cause, releasedAt, receiptId }) =>
        `${part === amountMinor ? 'It was' : `Of it ${money(part)} were`} free again ${freed[cause]}: ${momentInWords(releasedAt)}. Your receipt for the release is ${receiptId}.`,
    ),
    ...(clearedMinor > 0 ? [`The shop collected ${money(clearedMinor)}.`] : []),
    heldMinor > 0
      ? `${money(heldMinor)} of your purchase power is set aside since ${momentInWords(placedAt)}. If the shop does not collect it, it becomes free by itself.`
      : 'Nothing is set aside any more.',
    ...(shownByBankUntil === null
      ? []
      : [
          `Your bank may go on showing what is free for 1 to 7 business days more, until ${dayInWords(shownByBankUntil)} at the latest.`,
        ]),
  ];
  return {
    state: heldMinor > 0 ? 'placed' : clearedMinor > 0 || state === 'cleared' ? 'captured' : 'released',
    amountMinor,
    heldMinor,
    placedAt,
    releasedAt: last?.releasedAt ?? null,
    receiptId: last?.receiptId ?? null,
    shownByBankUntil,
    text: sentences.join(' '),
  };
}

const nothingHeld: HoldNotice = {
  state: 'none',
  amountMinor: 0,
  heldMinor: 0,
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
