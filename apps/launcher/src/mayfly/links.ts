/** A line that a card network can call: ISO 8583 over TCP. */
export interface LinkAddress {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly dialect: string;
  /** The numbering of its answers. */
  readonly scheme: 'visa' | 'mastercard';
}

const host = '127.0.0.1';
const dialects = ['asciiBinary', 'bcdBinary', 'ebcdicBinary'] as const;

/** How many ports {@link localLinks} takes. */
export const linkCount = dialects.length;

/** A link in each of the usual dialects, on these ports; each is a network of its own, the same after every start. */
export function localLinks(ports: readonly number[]): { addresses: LinkAddress[]; setting: string } {
  const addresses = dialects.map((dialect, place): LinkAddress => ({
    name: `local-${dialect}`,
    host,
    port: ports[place] ?? 0,
    dialect,
    scheme: place === 1 ? 'mastercard' : 'visa',
  }));
  const links = addresses.map(({ name, port, dialect, scheme }, place) => ({
    name,
    networkId: `018f8583-0000-7000-8000-${String(place + 1).padStart(12, '0')}`,
    scheme,
    listen: { host, port },
    dialect,
  }));
  return { addresses, setting: JSON.stringify(links) };
}
