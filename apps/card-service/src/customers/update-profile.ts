import { Inject, Injectable } from '@nestjs/common';
import { continueTrace } from '@mayfly/messaging';
import type { Pool } from '@mayfly/postgres';
import { conflict, notFound } from '../http/known-problems';
import { IDS, POOL, type Ids } from '../providers';
import { OUTBOX, type Outbox } from '../outbox/outbox';
import { loadPublishingStatement } from '../outbox/publishing-statement';
import type { ProfileVersionDto, UpdateProfileDto } from './customer.dto';
import { unverifiedPartsOf } from './rules/unverified-parts';

const updateProfile = loadPublishingStatement(__dirname, 'update-profile.sql');

interface ProfileRow {
  readonly outcome: 'changed' | 'stale';
  readonly profile_version: number;
}

/** Publishes a customer's new profile; its version grows by one. */
@Injectable()
export class UpdateProfile {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(IDS) private readonly ids: Ids,
    @Inject(OUTBOX) private readonly outbox: Outbox,
  ) {}

  /**
   * Replaces the version that the request names.
   *
   * @throws Problem 404 for an unknown customer, 409 profile_stale when another version is current
   */
  async execute(
    customerId: string,
    request: UpdateProfileDto,
    traceparent: string | undefined,
  ): Promise<ProfileVersionDto> {
    const [row] = await updateProfile.rows<ProfileRow>(this.outbox, this.pool, [
      customerId,
      request.replacesVersion,
      this.ids.uuid(),
      JSON.stringify(request.profile),
      continueTrace(traceparent),
      unverifiedPartsOf(request.profile),
    ]);
    if (row === undefined) throw notFound();
    if (row.outcome === 'stale') {
      throw conflict(
        'profile_stale',
        'Another version of the profile is current',
        `Version ${row.profile_version} is current.`,
      );
    }
    return { customerId, profileVersion: row.profile_version };
  }
}
