import type { NetworkAnswer, RetryCategory, Scheme } from './reason';

/** Stored with what was answered by it; raise it with every change of the table below. */
export const networkAnswersVersion = '2026-1';

type Answers = Readonly<Record<Scheme, NetworkAnswer>>;

/** The schemes' codes, by kind of answer. Networks change them: this table is all there is to update. */
export const networkAnswers = {
  approved: final('00'),
  partlyApproved: final('10'),
  verified: final('85'),
  unknownNumber: both('14', 1, '03'),
  numberRangeNotOurs: both('15', 1, '03'),
  numberUsed: each(['46', 1], ['62', '41']),
  // On Visa 62 (restricted card) is category 2 and invites more tries; a dead number must say never (46, category 1).
  numberDead: each(['46', 1], ['62', '03']),
  expiry: both('54', 3, '01'),
  cvv: each(['N7', 3], ['63', '01']),
  amountOverCap: both('61', 2, '02'),
  notEnough: both('51', 2, '02'),
  tooMany: both('65', 2, '02'),
  notAllowed: both('57', 1, '03'),
  // Restricted for now: category 2, because the customer can lift the restriction and the card lives on.
  restricted: both('62', 2, '02'),
  suspectedFraud: each(['59', 2], ['63', '03']),
  credit: both('51', 2, '02'),
  duplicate: both('94', 4),
  // Also for a message that its network took back undecided: 91 is what it is told of any purchase without a decision.
  noDecision: both('91', 2, '02'),
  internalError: both('96', 2, '02'),
} as const satisfies Record<string, Answers>;

function final(de39: string): Answers {
  const answer = { de39, retryCategory: null };
  return { visa: answer, mastercard: answer };
}

function both(de39: string, retryCategory: RetryCategory, merchantAdviceCode?: string): Answers {
  const answer = { de39, retryCategory };
  return {
    visa: answer,
    mastercard: merchantAdviceCode === undefined ? answer : { ...answer, merchantAdviceCode },
  };
}

function each(
  [visa, retryCategory]: [string, RetryCategory],
  [mastercard, merchantAdviceCode]: [string, string],
): Answers {
  return {
    visa: { de39: visa, retryCategory },
    mastercard: { de39: mastercard, retryCategory, merchantAdviceCode },
  };
}
