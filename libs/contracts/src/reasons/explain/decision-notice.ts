import type { Source } from '../../generated/events';
import type { DecisionNotice, SourceInWords } from './explanation';

const inquiries: Record<Source['inquiry'], string> = {
  none: 'no inquiry at a credit bureau',
  soft: 'a soft inquiry: other lenders do not see it, and it does not change your credit score',
};

/** The notice that goes with every decision of the assessment, whatever it was. */
export function decisionNotice(sources: readonly Source[]): DecisionNotice {
  return {
    automated: 'A computer made this decision by itself. No person took part, and no person can change it.',
    procedure:
      'Each purchase is checked afresh. We look at your income, spending, savings, job, home, running payments, what you owe and how earlier payments went; whether this purchase leaves you enough to live on; and whether it is safe. Earlier approvals and declines do not count. Neither do sex, nationality, marital status or, from 18 on, age.',
    sources: sourcesInWords(sources),
    creditScore:
      'This check and its outcome do not change your credit score, and we report a decline to nobody.',
    review:
      'Do you think we got it wrong? Tell us your side from the app: you can contest the decision and have a person look at it. This purchase stays as it was decided, but what we had wrong is put right, and your next try is a new check.',
  };
}

/** What was asked of whom, and that it leaves the customer's credit score as it is. */
export function sourcesInWords(sources: readonly Source[]): readonly SourceInWords[] {
  return sources.map((source) => ({ ...source, text: `${source.name}: ${inquiries[source.inquiry]}.` }));
}
