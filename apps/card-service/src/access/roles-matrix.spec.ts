import { randomUUID } from 'node:crypto';
import { CardServiceApp, type TestCaller } from '../../spec/card-service-app';
import { roles, type Role } from './roles';

const everybody = [...roles];

/** Who may call what: the whole of it. An endpoint that is missing here fails the walk. */
const matrix: Readonly<Record<string, readonly Role[] | 'public'>> = {
  'POST /v1/customers': ['operator'],
  'GET /v1/customers/:id': ['customer', 'agent', 'operator', 'auditor'],
  'PUT /v1/customers/:id/profile': ['operator'],
  'POST /v1/customers/:id/repayments': ['operator'],
  'GET /v1/customers/:id/purchase-power': ['customer', 'operator', 'auditor'],
  'POST /v1/customers/:id/cards': ['customer', 'operator'],
  'GET /v1/customers/:id/cards': ['customer', 'agent', 'operator', 'auditor'],
  'GET /v1/cards/:id': ['customer', 'agent', 'operator', 'auditor'],
  'POST /v1/cards/:id/cancel': ['customer', 'operator'],
  'POST /v1/authorizations': ['network', 'merchant'],
  'POST /v1/authorizations/:id/increments': ['network', 'merchant'],
  'POST /v1/authorizations/:id/reversals': ['network', 'merchant'],
  'POST /v1/authorizations/:id/clearings': ['network', 'merchant'],
  'POST /v1/reversals': ['network', 'merchant'],
  'POST /v1/advices': ['network'],
  'POST /v1/clearings': ['network', 'merchant'],
  'POST /v1/refunds': ['network', 'merchant'],
  'GET /v1/parked-messages': ['operator', 'auditor'],
  'GET /v1/authorizations': ['operator', 'auditor'],
  'GET /v1/authorizations/:id': everybody,
  'GET /v1/authorizations/:id/explanation': ['network', 'merchant', 'customer', 'agent', 'auditor'],
  'POST /v1/fraud-reports': ['network', 'customer', 'operator'],
  'POST /v1/customers/:id/unfreeze': ['operator'],
  'POST /v1/api-keys': ['operator'],
  'GET /v1/api-keys': ['operator'],
  'DELETE /v1/api-keys/:id': ['operator'],
  'GET /health/live': 'public',
  'GET /health/ready': 'public',
  'GET /metrics': 'public',
  'GET /openapi.json': 'public',
};

const changes = Object.keys(matrix).filter((endpoint) => !endpoint.startsWith('GET '));

/** What the access guard says of a call that carries nothing but its credentials. */
async function call(
  app: CardServiceApp,
  endpoint: string,
  caller?: TestCaller,
): Promise<{ status: number; code: unknown }> {
  const [method = '', pattern = ''] = endpoint.split(' ');
  const path = pattern.replace(':id', randomUUID());
  if (caller === undefined || pattern === '/metrics') {
    const response = await fetch(app.url + path, { method });
    const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json');
    return { status: response.status, code: isProblem ? codeOf(await response.json()) : undefined };
  }
  const { status, body } = await caller.api.call(method, path, method === 'GET' ? {} : { body: {} });
  return { status, code: body['code'] };
}

function codeOf(problem: unknown): unknown {
  return (problem as { code?: unknown }).code;
}

describe('the matrix of roles', () => {
  let app: CardServiceApp;
  let callers: Map<Role, TestCaller>;

  beforeAll(async () => {
    app = await CardServiceApp.start();
    const { customerId } = await app.customer();
    callers = new Map();
    for (const role of roles) {
      callers.set(role, await app.caller(role, role === 'customer' ? { customerId } : {}));
    }
  });
  afterAll(() => app.stop());

  it('knows every endpoint of the running service, and no other', () => {
    const endpoints = app.service.routes.routes
      .filter(({ method }) => method !== 'HEAD')
      .map(({ method, path }) => `${method} ${path}`);
    expect(new Set(endpoints)).toEqual(new Set(Object.keys(matrix)));
  });

  it.each(Object.keys(matrix))('R12: %s admits the roles it names, and no other', async (endpoint) => {
    const admitted = matrix[endpoint] ?? [];
    for (const [role, caller] of callers) {
      const answer = await call(app, endpoint, caller);
      const refused = { status: 403, code: 'role_not_admitted' };
      const shouldPass = admitted === 'public' || admitted.includes(role);
      if (shouldPass) expect([401, 403]).not.toContain(answer.status);
      else expect({ role, ...answer }).toEqual({ role, ...refused });
    }
  });

  it.each(Object.keys(matrix))('%s is closed without an API key, unless it is public', async (endpoint) => {
    const answer = await call(app, endpoint);
    if (matrix[endpoint] === 'public') expect(answer.status).toBe(200);
    else expect(answer).toEqual({ status: 401, code: 'api_key_missing' });
  });

  it('closes HEAD wherever it closes GET', async () => {
    const { status } = await fetch(`${app.url}/v1/authorizations`, { method: 'HEAD' });
    expect(status).toBe(401);
  });

  it.each(changes)('R6, R12: an agent cannot change anything by %s', async (endpoint) => {
    expect(await call(app, endpoint, callers.get('agent'))).toEqual({
      status: 403,
      code: 'role_not_admitted',
    });
  });

  it('R6: no endpoint changes a decision, whoever calls', () => {
    const ofDecisions = changes.filter((endpoint) => endpoint.includes('/v1/authorizations/:id'));
    expect(ofDecisions).toEqual([
      'POST /v1/authorizations/:id/increments',
      'POST /v1/authorizations/:id/reversals',
      'POST /v1/authorizations/:id/clearings',
    ]);
  });
});
