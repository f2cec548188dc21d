import { code, generatedFrom, table } from '../../contracts/reference/markdown.mjs';

/** docs/reference/decision-table.md: the tables that the assessment is made of. */
export function decisionTablePage({ outcomeTable, dataPoints, characteristicReasons, fraudSigns }) {
  return [
    generatedFrom('libs/assessment'),
    '# How a purchase is decided',
    'These tables are data (`libs/assessment/src`), and the tests execute them. How they work together is told in [How a purchase is assessed](../assessment.md); what each reason says to whom, in [Reasons](reasons.md).',
    '## The table of outcomes',
    'Asked from top to bottom: the first row whose condition holds decides, and only its reasons are told. Each row has an example in the tests, and over generated purchases every decision obeys its row.',
    table(
      [
        'found',
        'part',
        'when',
        'outcome',
        'class',
        'reasons',
        'scored',
        'alternatives',
        'what would change it',
      ],
      outcomeTable.map((row) => [
        code(row.finding),
        row.part,
        row.when,
        row.outcome,
        row.class ?? '',
        row.reasons,
        yes(row.scored),
        yes(row.alternatives),
        yes(row.counterfactuals),
      ]),
    ),
    '## The eleven data points',
    'For each line the tests have a customer who is approved, and change nothing but the data point.',
    table(
      ['data point', 'from', 'role', 'how', 'reason when it decides'],
      dataPoints.flatMap(({ name, from, uses }) =>
        uses.map(({ role, how, reasons }, at) => [
          at === 0 ? name : '',
          at === 0 ? from.map(fieldOf).join(', ') : '',
          role,
          how,
          reasons.map(code).join(', '),
        ]),
      ),
    ),
    '## What held a score back',
    'Characteristics of the scorecards in `models/credit`, and what they are called among the reasons.',
    table(
      ['characteristic', 'reason'],
      [...characteristicReasons].map(([characteristic, reason]) => [characteristic, code(reason)]),
    ),
    '## What moved the probability of fraud',
    'Each feature of the fraud model belongs to one sign; the attributions of its features are added up. Trees also move by what is absent: a sign is told only where it can be true.',
    table(
      ['sign', 'features', 'told only when known'],
      fraudSigns.map(({ reason, features, trueOnlyWhenKnown }) => [
        code(reason),
        features.map(code).join(', '),
        trueOnlyWhenKnown === null ? '' : code(trueOnlyWhenKnown),
      ]),
    ),
  ].join('\n\n');
}

function yes(holds) {
  return holds ? 'yes' : '';
}

/** A field of the profile is one word; what comes from elsewhere is said in words. */
function fieldOf(from) {
  return from.includes(' ') ? from : code(from);
}
