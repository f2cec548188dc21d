import Ajv, { type JSONSchemaType } from 'ajv';

/** A policy as it is written in its file; paths are relative to it. */
export interface PolicyFile {
  readonly version: string;
  readonly limits: string;
  readonly credit: { readonly version: string; readonly scorecard: string; readonly leastScore: number };
  readonly fraud: {
    readonly version: string;
    readonly model: string;
    readonly threshold: number;
    readonly grantedUnits: number;
    readonly merchantReports: { readonly leastCustomers: number; readonly leastPercentOfPurchases: number };
  };
}

const name = { type: 'string', minLength: 1, maxLength: 64 } as const;
const path = { type: 'string', minLength: 1 } as const;

const schema: JSONSchemaType<PolicyFile> = {
  type: 'object',
  additionalProperties: false,
  required: ['version', 'limits', 'credit', 'fraud'],
  properties: {
    version: name,
    limits: name,
    credit: {
      type: 'object',
      additionalProperties: false,
      required: ['version', 'scorecard', 'leastScore'],
      properties: { version: name, scorecard: path, leastScore: { type: 'number' } },
    },
    fraud: {
      type: 'object',
      additionalProperties: false,
      required: ['version', 'model', 'threshold', 'grantedUnits', 'merchantReports'],
      properties: {
        version: name,
        model: path,
        threshold: { type: 'number', minimum: 0, maximum: 1 },
        grantedUnits: { type: 'number', exclusiveMinimum: 0 },
        merchantReports: {
          type: 'object',
          additionalProperties: false,
          required: ['leastCustomers', 'leastPercentOfPurchases'],
          properties: {
            leastCustomers: { type: 'integer', minimum: 1 },
            leastPercentOfPurchases: { type: 'number', minimum: 0, maximum: 100 },
          },
        },
      },
    },
  },
};

const validate = new Ajv({ allErrors: true, strict: true }).compile(schema);

/** Throws an error that says everything that is wrong. */
export function checkPolicyFile(json: unknown): PolicyFile {
  if (validate(json)) return json;
  const problems = (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath || '/'} ${message ?? ''}`,
  );
  throw new Error(problems.join('; '));
}
