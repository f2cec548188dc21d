/** ISO 18245 merchant category codes with a rule of their own. */
export interface MerchantCategories {
  /** Refused on one-time cards. */
  readonly refused: ReadonlySet<string>;
  /** Allowed, and loved by thieves: what is bought there is as good as cash. */
  readonly risky: ReadonlySet<string>;
}

/** What Klarna refuses on its one-time cards (its help pages), by the codes that come nearest to their words. */
const refusedByKind = {
  billsAndRent: ['4814', '4900', '6513'],
  giftCards: ['5947', '6540'],
  government: ['9211', '9222', '9223', '9311', '9399', '9402', '9405'],
  gamblingAndGaming: ['5816', '7800', '7801', '7802', '7993', '7994', '7995', '9406'],
  subscriptions: ['4899', '5815', '5968'],
  drugsAndAlcohol: ['5122', '5813', '5912', '5921', '5993'],
  rideHailing: ['4121'],
  // There is no code for food delivery: couriers and caterers are how its platforms usually appear.
  foodDelivery: ['4215', '5811'],
};

/** Money transfer, quasi-cash and foreign currency, securities, jewellery, pawn shops, telemarketing: sold on within the hour. */
const risky = ['4829', '5094', '5933', '5944', '5962', '5966', '5967', '6050', '6051', '6211'];

export const merchantCategories: MerchantCategories = {
  refused: new Set(Object.values(refusedByKind).flat()),
  risky: new Set(risky),
};
