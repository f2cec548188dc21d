/** Days after which a hold ends by itself where no group below says otherwise. */
const ordinaryDays = 7;

/** Merchant category codes, first and last of a range, whose final amount is known late: longest hold in days. */
const longLived: readonly {
  readonly group: string;
  readonly mccs: readonly [string, string][];
  readonly days: number;
}[] = [
  {
    group: 'airlines',
    mccs: [
      ['3000', '3350'],
      ['4511', '4511'],
    ],
    days: 31,
  },
  {
    group: 'vehicle rental',
    mccs: [
      ['3351', '3500'],
      ['7512', '7513'],
      ['7519', '7519'],
    ],
    days: 31,
  },
  {
    group: 'lodging',
    mccs: [
      ['3501', '3999'],
      ['7011', '7012'],
    ],
    days: 31,
  },
  {
    group: 'cruises, agencies and other travel',
    mccs: [
      ['4411', '4411'],
      ['4722', '4723'],
    ],
    days: 31,
  },
  {
    group: 'passenger transport',
    mccs: [
      ['4111', '4112'],
      ['4131', '4131'],
    ],
    days: 14,
  },
];

/** How many days a hold lives at a merchant of this category (ISO 18245, four digits); counted by the database's clock. */
export function holdLifetimeDays(mcc: string): number {
  const group = longLived.find(({ mccs }) => mccs.some(([first, last]) => first <= mcc && mcc <= last));
  return group?.days ?? ordinaryDays;
}
