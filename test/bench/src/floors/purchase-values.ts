import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  purchaseScript,
  type ParameterValue,
  type ParameterValues,
  type PurchaseScript,
} from './purchase-script';
import { keptFolder, type PurchaseStatements } from './purchase-statements';

/** The entities of purchase n have ids that are made of n, so that client and database agree on them without a word. */
const entities = ['customer', 'account', 'card', 'authorization', 'hold', 'decision', 'network'] as const;
export type Entity = (typeof entities)[number];

/**
 * What makes parameters of the number of a purchase. They give whole arrays, because PostgreSQL plans for an array that it does not
 * know as it does for the service's own parameter; written in plpgsql, they are not taken apart either.
 */
export const valueFunctions = `
create schema bench;
-- Ordered by the number, as those of version 7 are by time: written at the end of each index.
create function bench.ids(entity integer, purchase bigint) returns uuid[] language plpgsql immutable as $$ begin
  return array[(lpad(to_hex(entity), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(purchase), 12, '0'))::uuid];
end $$;
create function bench.digits(purchase bigint) returns text[] language plpgsql immutable as $$ begin
  return array[lpad((purchase % 1000000)::text, 6, '0')];
end $$;
create function bench.instants(purchase bigint) returns timestamptz[] language plpgsql immutable as $$ begin
  return array[timestamptz '2026-01-01 00:00:00+00' + purchase * interval '1 ms'];
end $$;
create function bench.decisions(template text, purchase bigint) returns jsonb[] language plpgsql immutable as $$ begin
  return array[template::jsonb || jsonb_build_object(
    'authorizationId', (bench.ids(${numberOf('authorization')}, purchase))[1],
    'decisionId', (bench.ids(${numberOf('decision')}, purchase))[1],
    'customerId', (bench.ids(${numberOf('customer')}, purchase))[1],
    'accountId', (bench.ids(${numberOf('account')}, purchase))[1],
    'cardId', (bench.ids(${numberOf('card')}, purchase))[1]
  )];
end $$;
create function bench.decision_line(template text, purchase bigint) returns text language plpgsql immutable as $$ begin
  return (bench.decisions(template, purchase))[1]::text;
end $$;
`;

/** SQL of the id, in an array, that an entity of the purchase has. */
export function idsOf(entity: Entity, purchase: string): string {
  return `bench.ids(${numberOf(entity)}, ${purchase})`;
}

function numberOf(entity: Entity): number {
  return entities.indexOf(entity) + 1;
}

const id = (entity: Entity): ParameterValue => ({ made: (purchase) => idsOf(entity, purchase) });
const always = (value: string): ParameterValue => ({ always: `{"${value}"}` });
const none: ParameterValue = { always: '{NULL}' };
const digits: ParameterValue = { made: (purchase) => `bench.digits(${purchase})` };

/** Of the admission: a purchase as most are, screened and found good. */
const admissionValues: ParameterValues = {
  authorization_id: id('authorization'),
  hold_id: id('hold'),
  account_id: id('account'),
  card_id: id('card'),
  network_id: always('00000007-0000-7000-8000-000000000001'),
  kind: always('purchase'),
  stated_minor: always('4200'),
  currency: always('EUR'),
  merchant_id: always('NORDICBOOKS'),
  merchant_name: always('Nordic Books, Kiel'),
  mcc: always('5942'),
  merchant_country: always('DE'),
  entry_mode: always('ecommerce'),
  acquirer_id: always('12345'),
  terminal_id: always('TERM0001'),
  stan: digits,
  transmitted_at: { made: (purchase) => `bench.instants(${purchase})` },
  screened_reason: none,
  attempt_allowed: always('true'),
  deadline_ms: always('2000'),
  hold_days: always('7'),
  traceparent: always('00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'),
  original_id: none,
  stated_as: none,
  partial_allowed: always('false'),
  forced: always('false'),
  retrieval_reference: none,
  network_transaction_id: none,
};

/** Of the booking: the worker's approval, in the words of a real one. */
function bookingValues(): ParameterValues {
  const approval = JSON.stringify(JSON.parse(readFileSync(resolve(keptFolder, 'approval.json'), 'utf8')));
  return {
    authorization_id: id('authorization'),
    kind: always('approval'),
    network_id: none,
    stated_minor: none,
    stated_as: always('delta'),
    final: none,
    movement_id: none,
    acquirer_id: none,
    transmitted_at: none,
    stan: none,
    terminal_id: none,
    decision_id: id('decision'),
    decided_customer_id: id('customer'),
    decided_account_id: id('account'),
    decided_card_id: id('card'),
    decision_line: {
      made: (purchase, template) => `bench.decision_line(${template}, ${purchase})`,
      given: approval,
    },
    // As the statement of before takes it.
    decision: { made: (purchase, template) => `bench.decisions(${template}, ${purchase})`, given: approval },
    new_approval_code: digits,
  };
}

/** A whole purchase in one transaction: admitted, then approved. */
export function scriptOf({ admission, booking }: PurchaseStatements): PurchaseScript {
  return purchaseScript([
    { prefix: 'admission', sql: admission, values: admissionValues },
    { prefix: 'booking', sql: booking, values: bookingValues() },
  ]);
}
