import { Injectable } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';

/** The API's description, made from the whole application once it was put together. */
@Injectable()
export class ApiDescription {
  document: Partial<OpenAPIObject> = {};
}
