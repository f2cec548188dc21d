import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { eventTypes, schemas } from '../generated/schemas';
import type { EventData, EventType } from './event-types';

/** The outcome of checking an event's data against its schema; `errors` name the offending path and the rule, never the value. */
export type Validation<T extends EventType> =
  | { readonly valid: true; readonly data: EventData<T> }
  | { readonly valid: false; readonly errors: readonly string[] };

const validators = compileAll();

/** True when `type` is one of this system's events. */
export function isEventType(type: string): type is EventType {
  return validators.has(type as EventType);
}

/** Checks `data` against the schema of `type`; both ends of a topic call it, so that neither trusts the other. */
export function validateEvent<T extends EventType>(type: T, data: unknown): Validation<T> {
  const validate = validators.get(type);
  if (validate === undefined) return { valid: false, errors: [`unknown event type ${type}`] };
  if (validate(data)) return { valid: true, data: data as EventData<T> };
  return {
    valid: false,
    errors: (validate.errors ?? []).map(
      (error) => `${error.instancePath || '/'} ${error.message ?? error.keyword}`,
    ),
  };
}

function compileAll(): Map<EventType, ValidateFunction> {
  const ajv = new Ajv({ allErrors: false, strict: true });
  addFormats(ajv, ['uuid', 'date', 'date-time']);
  ajv.addSchema([...schemas]);
  return new Map(
    eventTypes.map((type) => {
      const validate = ajv.getSchema(`${type}.schema.json`);
      if (validate === undefined) throw new Error(`no schema for ${type}`);
      return [type, validate];
    }),
  );
}
