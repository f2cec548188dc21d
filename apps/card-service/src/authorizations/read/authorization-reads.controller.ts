import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { Explanation } from '@mayfly/contracts';
import { Admits } from '../../access/admits';
import { Caller, type Principal } from '../../access/principal';
import { networkAnswerTo } from '../network-answer';
import { NetworkAnswerDto } from '../network-answer.dto';
import { IdInPath } from '../../http/id-in-path';
import { AuthorizationDto } from './authorization.dto';
import { explainAuthorization } from './explain-authorization';
import { explanationSchema } from './explanation-schema';
import { FindAuthorization } from './find-authorization';
import { ListAuthorizations } from './list-authorizations';
import { AuthorizationListDto, ListAuthorizationsDto } from './list-authorizations.dto';
import { showAuthorization } from './show-authorization';

/** What became of a purchase, and why: for everyone who may ask. */
@ApiTags('authorizations')
@ApiExtraModels(AuthorizationDto, NetworkAnswerDto)
@Controller('v1/authorizations')
export class AuthorizationReadsController {
  constructor(
    private readonly findAuthorization: FindAuthorization,
    private readonly listAuthorizations: ListAuthorizations,
  ) {}

  @Get()
  @Admits('operator', 'auditor')
  @ApiOperation({ summary: 'List authorizations, newest first' })
  @ApiOkResponse({ type: AuthorizationListDto })
  async list(@Query() query: ListAuthorizationsDto): Promise<AuthorizationListDto> {
    return { authorizations: await this.listAuthorizations.execute(query) };
  }

  @Get(':id')
  @Admits('network', 'merchant', 'customer', 'agent', 'operator', 'auditor')
  @ApiOperation({
    summary: 'Read an authorization',
    description:
      'Networks and merchants see the answer to their own; customers their own with hold and receipts; operators and auditors also how the decision came about.',
  })
  @ApiOkResponse({
    schema: { oneOf: [{ $ref: getSchemaPath(AuthorizationDto) }, { $ref: getSchemaPath(NetworkAnswerDto) }] },
  })
  async read(
    @Caller() caller: Principal,
    @Param('id', IdInPath) authorizationId: string,
  ): Promise<AuthorizationDto | NetworkAnswerDto> {
    const view = await this.findAuthorization.for(caller, authorizationId);
    return caller.role === 'network' || caller.role === 'merchant'
      ? networkAnswerTo(caller, view)
      : showAuthorization(caller.role, view);
  }

  @Get(':id/explanation')
  @Admits('network', 'merchant', 'customer', 'agent', 'auditor')
  @ApiOperation({
    summary: 'Explain an authorization',
    description: "The caller's role decides which explanation it gets: `audience` names it.",
  })
  @ApiOkResponse({ schema: explanationSchema })
  async explain(
    @Caller() caller: Principal,
    @Param('id', IdInPath) authorizationId: string,
  ): Promise<Explanation> {
    return explainAuthorization(caller, await this.findAuthorization.for(caller, authorizationId));
  }
}
