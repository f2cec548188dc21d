/** A stream of pseudo-random numbers that is the same for the same seed on every machine. */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  /** Streams of the same seed and different names are independent of each other. */
  constructor(seed: number, stream: string) {
    let hash = (0x811c9dc5 ^ seed) >>> 0;
    const word = (): number => {
      hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
      hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
      return (hash ^= hash >>> 16);
    };
    for (const char of stream) hash = Math.imul(word() ^ char.charCodeAt(0), 0x01000193);
    [this.a, this.b, this.c, this.d] = [word(), word() ^ 0x9e3779b9, word(), word() | 1];
    for (let i = 0; i < 20; i++) this.bits();
  }

  /** In [0, 1), with 53 random bits. */
  uniform(): number {
    return ((this.bits() >>> 5) * 67_108_864 + (this.bits() >>> 6)) / 9_007_199_254_740_992;
  }

  /** A whole number in [0, bound). */
  below(bound: number): number {
    return Math.floor(this.uniform() * bound);
  }

  /** Normally distributed (Box and Muller). */
  normal(mean: number, deviation: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** How many events happen in a unit of time at this rate (Knuth's product; meant for small rates). */
  poisson(rate: number): number {
    const limit = Math.exp(-rate);
    let count = 0;
    for (let product = this.uniform(); product > limit; product *= this.uniform()) count++;
    return count;
  }

  /** 32 random bits: a small fast counter generator (Doty-Humphrey's sfc32). */
  private bits(): number {
    const sum = (this.a + this.b + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    this.c |= 0;
    return sum >>> 0;
  }
}
