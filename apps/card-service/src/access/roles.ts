/** Who may call: each API key has exactly one role. */
export const roles = ['network', 'merchant', 'customer', 'agent', 'operator', 'auditor'] as const;

export type Role = (typeof roles)[number];
