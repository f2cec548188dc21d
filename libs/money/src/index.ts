export { currencies, isCurrency, type Currency } from './currencies';
export { add, compare, MixedCurrencies, subtract, type Money } from './money';
export { format, formatWithCode } from './format';
export { NotMoney, parse } from './parse';
export {
  fromWireAmount,
  isWireAmount,
  maxWireAmountMinor,
  minWireAmountMinor,
  toWireAmount,
} from './wire-amount';
