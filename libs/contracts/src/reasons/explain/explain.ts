import { explainToAgent } from './explain-to-agent';
import { explainToAuditor } from './explain-to-auditor';
import { explainToCustomer } from './explain-to-customer';
import { explainToMerchant } from './explain-to-merchant';
import { explainToNetwork } from './explain-to-network';
import type { Audience, Explanation, ExplanationRequest } from './explanation';

/** Explains one authorization to one audience, and shows each no more than it may know. */
export function explain<A extends Audience>(
  request: Extract<ExplanationRequest, { audience: A }>,
): Extract<Explanation, { audience: A }>;
export function explain(request: ExplanationRequest): Explanation;
export function explain(request: ExplanationRequest): Explanation {
  switch (request.audience) {
    case 'network':
      return explainToNetwork(request, request.scheme);
    case 'merchant':
      return explainToMerchant(request);
    case 'customer':
      return explainToCustomer(request);
    case 'agent':
      return explainToAgent(request);
    case 'auditor':
      return explainToAuditor(request);
  }
}
