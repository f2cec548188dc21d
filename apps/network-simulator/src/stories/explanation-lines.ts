import type { ApiAnswer } from '../client/mayfly-api';

interface Explanation {
  readonly summary: string;
  readonly reasons: readonly { readonly text: string; readonly principalReason?: string }[];
  readonly nextSteps: readonly string[];
  readonly hold: { readonly text: string };
  readonly alternatives: readonly { readonly text: string }[];
  readonly whatWouldChange: readonly { readonly text: string }[];
}

/** What a customer reads who asks why, in the order in which it is read. */
export function explanationLines(body: ApiAnswer['body']): string[] {
  const { summary, reasons, nextSteps, hold, alternatives, whatWouldChange } = body as unknown as Explanation;
  return [
    summary,
    ...reasons.map(({ text, principalReason }) =>
      principalReason === undefined ? text : `${text} (${principalReason})`,
    ),
    ...nextSteps.map((step) => `→ ${step}`),
    ...alternatives.map(({ text }) => `or: ${text}`),
    ...whatWouldChange.map(({ text }) => `if: ${text}`),
    hold.text,
  ];
}
