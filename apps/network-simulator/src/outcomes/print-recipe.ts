import { answerOf, reasonOf, type ReasonCode } from '@mayfly/contracts';
import type { Recipe } from './recipe';
import { answerInWords, cardInWords, customerInWords, stepInWords } from './recipe-in-words';

type Print = (line: string) => void;

/** What makes the reason happen, how the networks are answered, and what the customer is told. */
export function printRecipe(code: ReasonCode, recipe: Recipe | string, print: Print): void {
  const { meaning, customer } = reasonOf(code);
  print(`${code}: ${meaning}`);
  if (typeof recipe === 'string') print(`  cannot be brought about: ${recipe}`);
  else {
    const { scenario, place } = recipe;
    print(`  scenario  ${scenario.name}: ${scenario.what}`);
    print(`  customer  ${customerInWords(scenario)}`);
    print(`  card      ${cardInWords(scenario.card)}`);
    for (const [at, step] of scenario.steps.slice(0, place + 1).entries())
      print(`  ${String(at + 1).padStart(8)}  ${stepInWords(step)}${at === place ? `: ${code}` : ''}`);
  }
  print(`  answer    Visa ${answerInWords(code, 'visa')}, Mastercard ${answerInWords(code, 'mastercard')}`);
  print(`  told      ${customer.title}. ${customer.whatHappened}`);
  for (const step of customer.whatToDo) print(`            - ${step}`);
}

/** One line for the list of all. */
export function printInList(code: ReasonCode, recipe: Recipe | string, print: Print): void {
  const answers = (['visa', 'mastercard'] as const).map((scheme) => answerOf(code, scheme).de39).join('/');
  const how = typeof recipe === 'string' ? `- ${recipe}` : recipe.scenario.name;
  print(`${code.padEnd(32)} ${answers}  ${how}`);
}
