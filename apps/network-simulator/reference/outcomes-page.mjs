import { code, generatedFrom, table } from '../../../libs/contracts/reference/markdown.mjs';

/** docs/outcomes.md: how every reason is made to happen, and how it is answered. */
export function outcomesPage({ reasonCodes, reasonOf }, { recipes, words }) {
  const all = reasonCodes.map((name) => ({
    name,
    meaning: reasonOf(name).meaning,
    recipe: recipes.get(name),
  }));
  const reached = all.filter(({ recipe }) => typeof recipe !== 'string');
  return [
    generatedFrom('apps/network-simulator'),
    '# Outcomes',
    introduction,
    table(
      ['reason', 'customer', 'card', 'what is done', 'Visa', 'Mastercard', 'scenario'],
      reached.map(({ name, recipe: { scenario, place } }) => [
        code(name),
        words.customerInWords(scenario),
        words.cardInWords(scenario.card),
        scenario.steps
          .slice(0, place + 1)
          .map(words.stepInWords)
          .join('; '),
        words.answerInWords(name, 'visa'),
        words.answerInWords(name, 'mastercard'),
        `[${scenario.name}](../apps/network-simulator/scenarios/${scenario.name}.yaml)`,
      ]),
    ),
    '## What cannot be brought about',
    table(
      ['reason', 'meaning', 'why'],
      all
        .filter(({ recipe }) => typeof recipe === 'string')
        .map(({ name, meaning, recipe }) => [code(name), meaning, recipe]),
    ),
  ].join('\n\n');
}

const introduction = `How each reason of [the catalogue](reference/reasons.md) is made to happen: by what a customer is, and what is bought. There is no other way to choose an
outcome. \`npm run outcome -- under_age --transport both\` does it in the running system and prints what the customer is told; a kind of answer
(\`suspected_fraud\`) stands for all its reasons. The last step is the one that is answered; DE39, with Visa's retry category and Mastercard's advice code.
\`test/scenarios.spec.ts\` plays all of them over HTTP and ISO 8583.`;
