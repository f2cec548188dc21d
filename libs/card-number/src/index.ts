export { completeLuhn, passesLuhn } from './luhn';
export { generateCardNumber, type RandomBytes } from './generate';
export { lastFour, maskCardNumber } from './mask';
export { findLuhnNumbers } from './find-luhn-numbers';
export { computeCvv, computeCvv2, cvv2Matches, type CvvInput } from './cvv2';
export { endOfExpiry, expiryMatches, expiryOf, isExpired, isExpiry } from './expiry';
