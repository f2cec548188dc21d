import { policyFileOf, readPolicy } from '@mayfly/assessment';

/** The policy in force, with the models that ship. */
export const policy = readPolicy(policyFileOf('policy-1'));
