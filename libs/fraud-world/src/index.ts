export { Random } from './random';
export { handbookSize, playWorld, worldBeginsAtMs, type WorldPurchase, type WorldSize } from './world';
