import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdInPath } from '../problems/id-in-path';
import { Admits } from './admits';
import { IssueApiKeyDto, IssuedKeyDto } from './api-key.dto';
import { IssueApiKey, type IssuedKey } from './issue-api-key';
import { keyHolderOf } from './key-holder';
import { RevokeApiKey } from './revoke-api-key';

@ApiTags('access')
@Controller('v1/api-keys')
export class ApiKeysController {
  constructor(
    private readonly issueApiKey: IssueApiKey,
    private readonly revokeApiKey: RevokeApiKey,
  ) {}

  @Post()
  @Admits('operator')
  @ApiOperation({
    summary: 'Issue an API key',
    description: 'The key, and the signing secret of a network or merchant, are shown in this answer only.',
  })
  @ApiCreatedResponse({ type: IssuedKeyDto })
  issue(@Body() request: IssueApiKeyDto): Promise<IssuedKey> {
    return this.issueApiKey.execute(keyHolderOf(request));
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
