import { code, generatedNote, table } from './markdown.mjs';

const groups = [
  [null, 'Approvals', 'No part declined.'],
  ['local', 'Local declines', 'Found by the card service before anything is held. No assessment, no Kafka.'],
  ['policy', 'Policy', 'Gates of the assessment: no weight, no score.'],
  [
    'credit',
    'Credit',
    'At most four, the strongest first. The customer reads each with its principal reason; agents and merchants read one neutral text for all.',
  ],
  [
    'fraud',
    'Fraud',
    'Everyone but the auditor reads the same general text for all of them: it tells no sign.',
  ],
  ['technical', 'Technical', 'Nothing is wrong with card, purchase or customer.'],
];

/** docs/reference/reasons.md: every reason, as each audience reads it. */
export function reasonsPage({ reasonCodes, reasonOf }) {
  const reasons = reasonCodes.map((name) => ({ name, ...reasonOf(name) }));
  return [
    generatedNote,
    '# Reasons',
    'Every answer has a reason, and every reason one entry in the catalogue (`libs/contracts/src/reasons`). The role of the caller decides how much of it is shown:',
    audiences,
    'Retry categories: 1 never again with this number, 2 perhaps later, 3 after a correction, 4 everything else. `MAC` is Mastercard’s merchant advice code.',
    ...groups.flatMap(([group, title, introduction]) => {
      const members = reasons.filter((reason) => reason.class === group);
      return [`## ${title}`, introduction, answers(members), ...texts(members)];
    }),
  ].join('\n\n');
}

const audiences = table(
  ['audience', 'reads'],
  [
    ['network', 'DE39, retry category, merchant advice code'],
    [
      'merchant',
      'the checkout text: stable code, title, text, next steps; nothing of credit, account or fraud',
    ],
    [
      'customer',
      'what happened, what to do, where the hold is, other offers, and the notice of an automated decision',
    ],
    ['agent', 'status, release, the customer’s text; for credit one neutral line'],
    ['auditor', 'everything, and what the others were shown'],
  ],
);

function answers(members) {
  return table(
    ['code', 'when', 'Visa DE39', 'Mastercard DE39', 'MAC', 'retry', 'checkout code', 'bureau-based'],
    members.map(({ name, meaning, network: { visa, mastercard }, checkout, bureauBased }) => [
      code(name),
      meaning,
      visa.de39,
      mastercard.de39,
      mastercard.merchantAdviceCode ?? '',
      visa.retryCategory ?? '',
      code(checkout.code),
      bureauBased ? 'yes' : '',
    ]),
  );
}

/** The texts of a group; reasons that share their texts share the section. */
function texts(members) {
  const sections = new Map();
  for (const { name, checkout, customer } of members) {
    const body = [
      customer.principalReason ? `**Principal reason:** ${customer.principalReason}` : null,
      `**To the customer:** ${customer.title}. ${customer.whatHappened}`,
      customer.whatToDo.map((step) => `- ${step}`).join('\n'),
      `**At checkout:** ${checkout.title}. ${checkout.text} ${checkout.nextSteps.join(' ')}`,
    ]
      .filter((part) => part !== null)
      .join('\n\n');
    sections.set(body, [...(sections.get(body) ?? []), code(name)]);
  }
  return [...sections].map(([body, names]) => `### ${names.join(', ')}\n\n${body}`);
}
