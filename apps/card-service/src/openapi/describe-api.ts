import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { apiKeyScheme } from '../access/admits';
import { describeProblems } from './describe-problems';

const description = `Issues card numbers that work once, and answers the card networks.

**Callers.** Each API key has one role; every endpoint names the roles it admits (\`x-roles\`). What is not the caller's
own is answered like what is not there: 404.

**Signatures.** Whatever a network or merchant sends to change something is signed: \`Mayfly-Timestamp\` holds Unix seconds
(300 seconds off at most), \`Mayfly-Signature\` holds \`v1=\` and the hexadecimal HMAC-SHA256, under the signing secret, of
timestamp, method, path with query and raw body, joined by line feeds.

**Money** is whole minor units of the currency beside it. **Times** are UTC, ISO 8601. **Ids** are UUIDs.

**Errors** are RFC 9457 problems with a stable \`code\`. A declined purchase is a result, not an error.

**Tracing.** A W3C \`traceparent\` is continued into every event that a call causes; \`x-request-id\` names the call in the log.`;

/** Describes the API of an application that was put together; it need not be started. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Mayfly card service')
    .setDescription(description)
    .setVersion('1')
    .addTag('network', 'What card networks and merchants send.')
    .addTag('authorizations', 'What became of a purchase, and why.')
    .addTag('cards', 'One-time cards.')
    .addTag('customers', 'Customers, their accounts and profiles.')
    .addTag('fraud', 'Word that a purchase was fraud, and what follows from it.')
    .addTag('access', 'API keys.')
    .addTag('operation', 'For those who run the service.')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key.' }, apiKeyScheme)
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  });
  describeProblems(document);
  return document;
}
