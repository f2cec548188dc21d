import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../access/admits';
import { ApiDescription } from './api-description';

@ApiExcludeController()
@Controller('openapi.json')
export class OpenApiController {
  constructor(private readonly description: ApiDescription) {}

  @Get()
  @Public()
  read(): object {
    return this.description.document;
  }
}
