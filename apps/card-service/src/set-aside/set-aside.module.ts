import { Module } from '@nestjs/common';
import { SetAside } from './set-aside';

/** What sweeps could not end. */
@Module({ providers: [SetAside], exports: [SetAside] })
export class SetAsideModule {}
