/** How a purchase would be paid for. A request over the network is always `pay_later`: due as a whole within the month. */
export type Plan =
  | { readonly kind: 'pay_later' }
  | { readonly kind: 'instalments'; readonly count: number }
  | { readonly kind: 'pay_now' };
