import { answerOf, isReasonCode, nextStepsOf, reasonCodes, reasonOf, type ReasonCode } from './catalogue';

// Visa DE39 and category, Mastercard DE39 and advice code: the rows of the domain's table, written out once more.
const asPublished: readonly [ReasonCode, string, number | null, string, string | undefined][] = [
  ['approved', '00', null, '00', undefined],
  ['verified', '85', null, '85', undefined],
  ['unknown_number', '14', 1, '14', '03'],
  ['number_range_not_ours', '15', 1, '15', '03'],
  ['card_already_used', '46', 1, '62', '41'],
  ['card_cancelled', '46', 1, '62', '03'],
  ['card_blocked', '46', 1, '62', '03'],
  ['card_expired', '54', 3, '54', '01'],
  ['expiry_mismatch', '54', 3, '54', '01'],
  ['cvv_mismatch', 'N7', 3, '63', '01'],
  ['attempts_used_up', '65', 2, '65', '02'],
  ['too_many_verifications', '65', 2, '65', '02'],
  ['card_cap_exceeded', '61', 2, '61', '02'],
  ['purchase_power_insufficient', '51', 2, '51', '02'],
  ['card_busy', '65', 2, '65', '02'],
  ['too_many_attempts', '59', 2, '63', '03'],
  ['merchant_not_allowed', '57', 1, '57', '03'],
  ['merchant_category_not_allowed', '57', 1, '57', '03'],
  ['country_not_served', '57', 1, '57', '03'],
  ['entry_mode_not_allowed', '57', 1, '57', '03'],
  ['currency_not_supported', '57', 1, '57', '03'],
  ['unusual_amount', '59', 2, '63', '03'],
  ['card_details_guessed', '59', 2, '63', '03'],
  ['not_affordable', '51', 2, '51', '02'],
  ['missed_payments', '51', 2, '51', '02'],
  ['duplicate_with_other_content', '94', 4, '94', undefined],
  ['decision_timed_out', '91', 2, '91', '02'],
  ['reversed_before_decision', '91', 2, '91', '02'],
  ['assessment_unavailable', '91', 2, '91', '02'],
  ['internal_error', '96', 2, '96', '02'],
];

describe('the answer to the network', () => {
  it.each(asPublished)(
    'for %s is %s (%s) on Visa and %s / %s on Mastercard',
    (code, visa, category, mastercard, advice) => {
      expect(answerOf(code, 'visa')).toEqual({ de39: visa, retryCategory: category });
      expect(answerOf(code, 'mastercard')).toEqual({
        de39: mastercard,
        retryCategory: category,
        ...(advice === undefined ? {} : { merchantAdviceCode: advice }),
      });
    },
  );

  it.each(reasonCodes)(
    'for %s is specific (never 05), well formed, and says whether to try again',
    (code) => {
      for (const scheme of ['visa', 'mastercard'] as const) {
        const { de39, retryCategory } = answerOf(code, scheme);
        expect(de39).toMatch(/^[0-9A-Z]{2}$/);
        expect(de39).not.toBe('05');
        expect(retryCategory === null).toBe(reasonOf(code).class === null);
      }
    },
  );

  it('R1: says of a used card that the number works never again, as of no other reason', () => {
    expect(answerOf('card_already_used', 'visa').retryCategory).toBe(1);
    const adviceOfUsed = answerOf('card_already_used', 'mastercard').merchantAdviceCode;
    const sameAdvice = reasonCodes.filter(
      (code) => answerOf(code, 'mastercard').merchantAdviceCode === adviceOfUsed,
    );
    expect(sameAdvice).toEqual(['card_already_used']);
  });

  it('says never again only where the same number cannot pass later', () => {
    const lifted: ReasonCode[] = [
      'identity_not_verified',
      'age_not_verified',
      'residence_not_verified',
      'account_frozen',
    ];
    for (const code of lifted) expect(answerOf(code, 'visa').retryCategory).toBe(2);
  });
});

describe('the catalogue', () => {
  it.each(reasonCodes)('%s fits the vocabulary of the events', (code) => {
    expect(code).toMatch(/^[a-z][a-z0-9_]{2,63}$/);
  });

  it('knows its own codes and no inherited names', () => {
    expect(reasonCodes.every(isReasonCode)).toBe(true);
    expect(['toString', 'constructor', '', 'no_such_reason'].some(isReasonCode)).toBe(false);
  });

  it('R12: hides every bureau-based reason, and every credit reason, from agents', () => {
    for (const code of reasonCodes) {
      const { bureauBased, agent, class: of } = reasonOf(code);
      expect(agent).toBe(of === 'credit' ? 'neutral_line' : 'customer_text');
      if (bureauBased) expect(of).toBe('credit');
    }
  });

  it('gives every credit reason a principal reason of its own, none of them an internal standard or a low score', () => {
    const credit = reasonCodes.filter((code) => reasonOf(code).class === 'credit');
    const principal = credit.map((code) => reasonOf(code).customer.principalReason ?? '');
    expect(new Set(principal).size).toBe(credit.length);
    for (const text of principal) {
      expect(text.length).toBeGreaterThan(10);
      expect(text).not.toMatch(/internal|standard|policy|score/i);
    }
  });

  it('says once, at the end, what several reasons advise alike', () => {
    const steps = nextStepsOf(['missed_payments', 'debt_defaulted']);
    expect(new Set(steps).size).toBe(steps.length);
    expect(steps).toHaveLength(3);
    expect(steps.at(-1)).toContain('credit bureau');
  });
});
