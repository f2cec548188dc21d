import { roleNotAdmitted } from '../access/access-problems';
import type { Principal } from '../access/principal';
import { validationFailed } from '../http/known-problems';
import type { FraudChannel, ReportFraudDto } from './fraud-report.dto';

/**
 * Who says that it was fraud: the caller, or whoever the operator reports for.
 *
 * @throws Problem 400 when an operator does not say it, or another caller does
 */
export function fraudChannelOf(caller: Principal, { channel }: ReportFraudDto): FraudChannel {
  switch (caller.role) {
    case 'network':
    case 'customer':
      if (channel === undefined) return caller.role === 'network' ? 'chargeback' : 'customer';
      throw validationFailed([{ field: 'channel', problem: `does not go with the role ${caller.role}` }]);
    case 'operator':
      if (channel !== undefined) return channel;
      throw validationFailed([{ field: 'channel', problem: 'is needed for this role' }]);
    case 'merchant':
    case 'agent':
    case 'auditor':
      throw roleNotAdmitted();
  }
}
