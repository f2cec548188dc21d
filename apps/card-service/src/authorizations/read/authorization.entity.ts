import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AuthorizationState } from '@mayfly/contracts';
import type { AuthorizationKind, AuthorizationOrigin } from '../authorization';

/** An authorization for administrative reads. The hot path never uses it; the schema is the migrations'. */
@Entity({ name: 'authorizations', synchronize: false })
export class AuthorizationEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('uuid', { name: 'customer_id' })
  customerId!: string;

  @Column('uuid', { name: 'card_id' })
  cardId!: string;

  @Column('uuid', { name: 'network_id' })
  networkId!: string;

  @Column('text')
  kind!: AuthorizationKind;

  @Column('text')
  state!: AuthorizationState;

  @Column('text', { nullable: true })
  origin!: AuthorizationOrigin | null;

  @Column('text', { array: true })
  reasons!: string[];

  @Column('bigint', { name: 'amount_minor' })
  amountMinor!: bigint;

  @Column('char', { length: 3 })
  currency!: string;

  @Column('text', { name: 'merchant_id' })
  merchantId!: string;

  @Column('text', { name: 'merchant_name' })
  merchantName!: string;

  @Column('char', { length: 4 })
  mcc!: string;

  @Column('char', { name: 'approval_code', length: 6, nullable: true })
  approvalCode!: string | null;

  @Column('timestamptz', { name: 'requested_at' })
  requestedAt!: Date;

  @Column('timestamptz', { name: 'deadline_at' })
  deadlineAt!: Date;

  @Column('timestamptz', { name: 'resolved_at', nullable: true })
  resolvedAt!: Date | null;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;
}
