import { validationFailed } from '../problems/known-problems';
import type { Problem } from '../problems/problem';
import type { IssueApiKeyDto } from './api-key.dto';
import type { KeyHolder } from './issue-api-key';

type HolderField = Exclude<keyof IssueApiKeyDto, 'role' | 'expiresAt'>;

const holderFields: readonly HolderField[] = ['customerId', 'partyId', 'name', 'scheme'];

/** Reads who is to hold the key; throws a 400 problem when fields are missing for the role, or do not belong to it. */
export function keyHolderOf(request: IssueApiKeyDto): KeyHolder {
  const { role, customerId, partyId, name, scheme } = request;
  switch (role) {
    case 'network':
    case 'merchant':
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
