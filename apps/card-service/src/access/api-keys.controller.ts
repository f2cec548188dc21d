import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { IdempotencyKey } from '../idempotency/idempotent-call';
import { IdInPath } from '../http/id-in-path';
import { Admits } from './admits';
import { IssueApiKeyDto, IssuedKeyDto } from './api-key.dto';
import { IssueApiKey, type IssuedKey } from './issue-api-key';
import { keyHolderOf } from './key-holder';
import { ListApiKeys } from './list-api-keys';
import { ApiKeyListDto, ListApiKeysDto } from './list-api-keys.dto';
import { Caller, type Principal } from './principal';
import { RevokeApiKey } from './revoke-api-key';

@ApiTags('access')
@Controller('v1/api-keys')
export class ApiKeysController {
  constructor(
    private readonly issueApiKey: IssueApiKey,
    private readonly listApiKeys: ListApiKeys,
    private readonly revokeApiKey: RevokeApiKey,
  ) {}

  @Post()
  @Admits('operator')
  @ApiOperation({
    summary: 'Issue an API key',
    description:
      'The key, and the signing secret of a network or merchant, are shown in this answer only, and for 24 hours in answers to the same call with the same Idempotency-Key.',
  })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: true,
    description: '1 to 255 printable ASCII characters; kept for 24 hours.',
  })
  @ApiCreatedResponse({ type: IssuedKeyDto })
  issue(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string,
    @Body() request: IssueApiKeyDto,
  ): Promise<IssuedKey> {
    const { expiresAt } = request;
    return this.issueApiKey.execute({
      principalId: caller.keyId,
      key,
      holder: keyHolderOf(request),
      expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt),
    });
  }

  @Get()
  @Admits('operator')
  @ApiOperation({
    summary: 'List API keys, newest first',
    description: 'Revoked and expired ones too; never a key itself or a secret.',
  })
  @ApiOkResponse({ type: ApiKeyListDto })
  list(@Query() query: ListApiKeysDto): Promise<ApiKeyListDto> {
    return this.listApiKeys.execute(query);
  }

  @Delete(':id')
  @HttpCode(204)
  @Admits('operator')
  @ApiOperation({
    summary: 'Revoke an API key',
    description: 'Ends at once on the instance that is asked, and within seconds on the others.',
  })
  @ApiNoContentResponse()
  revoke(@Param('id', IdInPath) keyId: string): Promise<void> {
    return this.revokeApiKey.execute(keyId);
  }
}
