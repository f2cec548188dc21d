import 'reflect-metadata';
import { Body, Controller, HttpCode, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';

/** Reads a body, and does nothing with it. */
@Controller('v1/authorizations')
class EmptyController {
  @Post()
  @HttpCode(200)
  answer(@Body() body: Record<string, unknown>): object {
    return { outcome: 'approved', de39: '00', approvalCode: '123456', amountMinor: body['amountMinor'] };
  }
}

@Module({ controllers: [EmptyController] })
class EmptyModule {}

/** A program of its own, so that its CPU is nobody else's: tells its parent where it listens, and ends with it. */
async function main(): Promise<void> {
  const app = await NestFactory.create<NestFastifyApplication>(EmptyModule, new FastifyAdapter(), {
    logger: false,
  });
  process.once('disconnect', () => process.exit(0));
  await app.listen(0, '127.0.0.1');
  process.send?.(await app.getUrl());
}

void main();
