import { Flag, MayBeLeftOut, Nested, OneOf, WholeNumber } from '../../http/fields';
import { validationFailed } from '../../http/known-problems';
import type { StatedAmount } from '../book/movement';
import { MessageKeyDto } from './message-key.dto';

const mostMinor = 999_999_999_999;

/** Body of a reversal or clearing by the id of its authorization; empty when all of it is meant. */
export class MovementDto {
  @MayBeLeftOut()
  @Nested(
    () => MessageKeyDto,
    'The key of this message: needed with an amount, because only the key tells a repeat from another part.',
  )
  message?: MessageKeyDto;

  @MayBeLeftOut()
  @WholeNumber(0, mostMinor, 'Minor units; all that is held when left out.')
  amountMinor?: number;

  @MayBeLeftOut()
  @OneOf(
    ['delta', 'total'],
    'Of a reversal: whether the amount is what is taken back (delta, when left out) or what is left of the authorization (total).',
  )
  amountIs?: 'delta' | 'total';

  @MayBeLeftOut()
  @Flag('Of a clearing: the last one (when left out), or there are more to come.')
  final?: boolean;
}

/** Body of an increment. */
export class IncrementDto extends MessageKeyDto {
  @WholeNumber(1, mostMinor, "Minor units of the purchase's currency.")
  amountMinor!: number;

  @MayBeLeftOut()
  @OneOf(
    ['delta', 'total'],
    'Whether the amount is added (delta, when left out) or is what the purchase comes to (total).',
  )
  amountIs?: 'delta' | 'total';
}

/** The amount as it came; undefined: all of it. Throws Problem 400 for an amount without a key of its message. */
export function statedAmountOf({ amountMinor, amountIs, message }: MovementDto): StatedAmount | undefined {
  if (amountMinor === undefined) return undefined;
  if (message === undefined) {
    throw validationFailed([{ field: 'message', problem: 'must be there when there is an amount' }]);
  }
  return { minor: BigInt(amountMinor), as: amountIs ?? 'delta' };
}
