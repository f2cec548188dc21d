const text = { type: 'string' } as const;
const texts = { type: 'array', items: text } as const;
const nullableText = { type: 'string', nullable: true } as const;
const objects = { type: 'array', items: { type: 'object' } } as const;

const common = {
  state: { type: 'string', description: 'As the authorization is now.' },
  amountMinor: { type: 'integer', minimum: 0, description: 'Minor units of the currency.' },
  currency: { type: 'string', example: 'EUR' },
} as const;

const checkout = {
  type: 'object',
  required: ['code', 'title', 'text', 'nextSteps'],
  properties: { code: text, title: text, text, nextSteps: texts },
} as const;

const hold = {
  type: 'object',
  description:
    'What became of the money that was set aside: released in the same transaction as a decline, with a receipt, and the last day on which a bank may still show it.',
  properties: {
    state: { type: 'string', enum: ['none', 'placed', 'released', 'captured'] },
    amountMinor: { type: 'integer' },
    placedAt: nullableText,
    releasedAt: nullableText,
    receiptId: nullableText,
    shownByBankUntil: nullableText,
    text,
  },
} as const;

/** The five explanations as the API's description shows them; @mayfly/contracts has their exact types. */
export const explanationSchema = {
  oneOf: [
    audience('network', 'The codes of the scheme; null while pending.', {
      scheme: { type: 'string', enum: ['visa', 'mastercard'] },
      answer: { type: 'object', nullable: true },
    }),
    audience('merchant', 'A text for the checkout, with what to do before trying again.', { checkout }),
    audience(
      'customer',
      'What happened, what to do next, when the hold is gone, and what else is on offer.',
      {
        title: text,
        summary: text,
        reasons: objects,
        nextSteps: texts,
        hold,
        alternatives: objects,
        whatWouldChange: {
          ...objects,
          description:
            'Changes each of which, made alone, would let the same purchase pass, with a text; empty when it was not declined, and after a sign of fraud.',
        },
        otherWays: nullableText,
        notice: {
          type: 'object',
          nullable: true,
          description: 'What the law wants said of an automated decision.',
        },
      },
    ),
    audience('agent', 'What an agent may say; no bureau-based reason, and no way to change anything.', {
      summary: text,
      reasons: objects,
      nextSteps: texts,
      hold,
      limits: text,
    }),
    audience('auditor', 'The full evidence, with what everyone else was shown.', {
      networkAnswersVersion: text,
      reasons: objects,
      hold: { type: 'object', nullable: true },
      alternatives: objects,
      counterfactuals: { ...objects, description: 'As the engine found and verified them.' },
      sources: objects,
      decision: {
        type: 'object',
        nullable: true,
        description:
          'Scores, the points of each characteristic, versions of policy and models, hash of the snapshot; null when no assessment decided.',
      },
      shownToCustomer: { type: 'object' },
      shownToAgent: { type: 'object' },
      shownToMerchant: { type: 'object' },
    }),
  ],
};

function audience(name: string, description: string, properties: object): object {
  return {
    type: 'object',
    title: name,
    description,
    required: ['audience', ...Object.keys(common), ...Object.keys(properties)],
    properties: { audience: { type: 'string', enum: [name] }, ...common, ...properties },
  };
}
