import { FrameworkLog, type Log } from '@mayfly/process';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController, type FastifyReply, type FastifyRequest } from 'fastify';
import { IntakeLimit, tooMany } from './authorizations/request/intake-limit';
import { CardServiceModule } from './card-service.module';
import { ApiDescription } from './openapi/api-description';
import { describeApi } from './openapi/describe-api';
import { closeIdleConnections } from './http/idle-connections';
import { logRequests } from './http/request-log';
import { AllowedMethods } from './http/allowed-methods';
import { acceptOnlyJson, bodyLimitBytes } from './http/json-bodies';
import { answerWith, ProblemFilter } from './http/problem-filter';
import { problemOf } from './http/problem-of';
import { refuseEarly } from './http/refuse-early';
import { requestValidation } from './http/request-validation';
import { systemIds } from './providers';
import type { Settings } from './settings';

/** A caller that has not sent its whole request by then is cut off. */
const requestTimeoutMs = 10_000;

/** The application, and what is known of its routes once it is initialised. */
export interface Application {
  readonly app: NestFastifyApplication;
  readonly routes: AllowedMethods;
}

/** Puts the application together: nothing connects and nothing listens yet. */
export async function createApplication(settings: Settings, log: Log): Promise<Application> {
  const adapter = new FastifyAdapter({
    loggerInstance: log.child({}, { level: frameworkLevelOf(log) }),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => systemIds.uuid(),
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    // Of what Fastify refuses before it looks for a route, such as a URL that cannot be decoded, Nest never hears.
    frameworkErrors: (error: Error, _request: FastifyRequest, reply: FastifyReply) =>
      void answerWith(problemOf(error), reply),
  });
  const routes = new AllowedMethods(adapter.getInstance());
  logRequests(adapter.getInstance());
  closeIdleConnections(adapter.getInstance());
  const app = await NestFactory.create<NestFastifyApplication>(
    CardServiceModule.with(settings, log),
    adapter,
    { rawBody: true, bodyParser: false, logger: new FrameworkLog(log), abortOnError: false },
  );
  acceptOnlyJson(app);
  const limit = app.get(IntakeLimit, { strict: false });
  refuseEarly(adapter.getInstance(), '/v1/authorizations', () => (limit.isReached ? tooMany() : undefined));
  app.useGlobalFilters(new ProblemFilter(routes));
  app.useGlobalPipes(requestValidation());
  app.get(ApiDescription).document = describeApi(app);
  return { app, routes };
}

/** Fastify's own remarks (each address it listens on) are for debugging. */
function frameworkLevelOf({ level }: Log): string {
  return level === 'info' ? 'warn' : level;
}
