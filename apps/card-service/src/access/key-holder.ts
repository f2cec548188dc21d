import { validationFailed } from '../http/known-problems';
import type { Problem } from '../http/problem';
import type { IssueApiKeyDto } from './api-key.dto';
import type { KeyHolder } from './issue-api-key';

type HolderField = Exclude<keyof IssueApiKeyDto, 'role' | 'expiresAt'>;

const holderFields: readonly HolderField[] = ['customerId', 'partyId', 'name', 'scheme', 'merchantId', 'mcc'];

/** Reads who is to hold the key; throws a 400 problem when fields are missing for the role, or do not belong to it. */
export function keyHolderOf(request: IssueApiKeyDto): KeyHolder {
  const { role, customerId, partyId, name, scheme } = request;
  switch (role) {
    case 'merchant':
      return merchantOf(request);
    case 'network':
      if (partyId !== undefined) return only(request, ['partyId'], { role, partyId });
      if (name === undefined) throw missing('name');
      if (scheme === undefined) throw missing('scheme');
      return only(request, ['name', 'scheme'], { role, name, scheme });
    case 'customer':
      if (customerId === undefined) throw missing('customerId');
      return only(request, ['customerId'], { role, customerId });
    case 'agent':
    case 'operator':
    case 'auditor':
      return only(request, [], { role });
  }
}

/** A new merchant says what it is; a further key may say it of one that nobody has bound yet. */
function merchantOf(request: IssueApiKeyDto): KeyHolder {
  const { partyId, name, scheme, merchantId, mcc } = request;
  const role = 'merchant';
  if (partyId !== undefined && merchantId === undefined) {
    return only(request, ['partyId'], { role, partyId });
  }
  if (merchantId === undefined) throw missing('merchantId');
  if (mcc === undefined) throw missing('mcc');
  const merchant = { id: merchantId, mcc };
  if (partyId !== undefined) {
    return only(request, ['partyId', 'merchantId', 'mcc'], { role, partyId, merchant });
  }
  if (name === undefined) throw missing('name');
  if (scheme === undefined) throw missing('scheme');
  return only(request, ['name', 'scheme', 'merchantId', 'mcc'], { role, name, scheme, merchant });
}

function only(request: IssueApiKeyDto, fields: readonly HolderField[], holder: KeyHolder): KeyHolder {
  const strangers = holderFields.filter((field) => request[field] !== undefined && !fields.includes(field));
  if (strangers.length === 0) return holder;
  throw validationFailed(
    strangers.map((field) => ({ field, problem: `does not go with the role ${request.role}` })),
  );
}

function missing(field: HolderField): Problem {
  return validationFailed([{ field, problem: 'is needed for this role' }]);
}
