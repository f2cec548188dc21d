import type { OpenAPIObject } from '@nestjs/swagger';

const methods = ['get', 'put', 'post', 'delete', 'patch'] as const;

/** Says of each operation that its errors are problems, and once what a problem is. */
export function describeProblems(document: OpenAPIObject): void {
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: problemSchema },
    responses: { ...document.components?.responses, Problem: problemResponse },
  };
  for (const path of Object.values(document.paths)) {
    for (const method of methods) {
      const operation = path[method];
      if (operation !== undefined)
        operation.responses['default'] = { $ref: '#/components/responses/Problem' };
    }
  }
}

const problemResponse = {
  description: 'A problem: the request was not served.',
  content: {
    'application/problem+json': {
      schema: { $ref: '#/components/schemas/Problem' },
      example: {
        type: 'urn:mayfly:problem:validation_failed',
        title: 'The request has invalid fields',
        status: 400,
        code: 'validation_failed',
        errors: [{ field: 'merchant.mcc', problem: 'must match /^\\d{4}$/ regular expression' }],
      },
    },
  },
};

const problemSchema = {
  type: 'object',
  description: 'RFC 9457. Decide by `code`: it is stable.',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', format: 'uri', example: 'urn:mayfly:problem:not_found' },
    title: { type: 'string', description: 'The same for every problem of a code.' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    code: { type: 'string', pattern: '^[a-z][a-z0-9_]*$', example: 'not_found' },
    detail: { type: 'string', description: 'What is special about this occurrence.' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'problem'],
        properties: {
          field: { type: 'string', description: 'Path of the field.', example: 'merchant.mcc' },
          problem: { type: 'string' },
        },
      },
    },
  },
};
