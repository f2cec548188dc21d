import { reasonCodes, reasonOf } from '@mayfly/contracts';
import { readScenarios } from '../scenarios/read-scenarios';
import { reasonsNamed, recipeOf } from './recipe';
import { stepInWords } from './recipe-in-words';

const scenarios = readScenarios();

describe('the recipe of a reason', () => {
  it.each(reasonCodes)(
    '%s is a scenario that expects it, or a sentence that says why there is none',
    (code) => {
      const recipe = recipeOf(code, scenarios);
      if (typeof recipe === 'string') expect(recipe).toMatch(/^[A-Z].*\.$/);
      else expect(recipe.scenario.steps[recipe.place]?.expect?.reason).toBe(code);
    },
  );

  it('is the plainest: no clock is set and nobody is kept waiting where a purchase does it', () => {
    expect(recipeOf('card_cap_exceeded', scenarios)).toMatchObject({ place: 0 });
    expect(recipeOf('reversed_before_decision', scenarios)).toMatchObject({
      scenario: { name: 'reversal-before-the-message' },
    });
  });

  it('is asked for by its code, or by the kind of answer for all that are answered alike', () => {
    expect(reasonsNamed('under_age')).toEqual(['under_age']);
    expect(reasonsNamed('suspected_fraud')).toEqual(
      reasonCodes.filter((code) => reasonOf(code).class === 'fraud'),
    );
    expect(reasonsNamed('too_rich')).toEqual([]);
  });
});

describe('a step in words', () => {
  it.each(scenarios.flatMap(({ name, steps }) => steps.map((step, place) => ({ name, place, step }))))(
    'is never left out: $name, $place',
    ({ step }) => {
      expect(stepInWords(step)).toMatch(/^(\d+ times )?[a-z\d].{8,}$/);
      expect(stepInWords(step)).not.toMatch(/undefined|NaN|\s,| {2}/);
    },
  );

  it('says how a purchase is unusual', () => {
    expect(stepInWords({ authorize: { amountMinor: 5_000, partial: true, newCard: true }, times: 3 })).toBe(
      '3 times a purchase of 50.00 EUR, a part will do, on a new card',
    );
  });
});
