import { readLinks } from './links';

const link = {
  name: 'visa-1',
  networkId: '018f8583-0000-7000-8000-000000000001',
  scheme: 'visa',
  listen: { host: '127.0.0.1', port: 8583 },
};

describe('the links of the settings', () => {
  it('are none without a word of them', () => {
    expect(readLinks('')).toEqual([]);
  });

  it('take the usual dialect, framing and limits where they name none', () => {
    expect(readLinks(JSON.stringify([link]))).toMatchObject([
      { ...link, framing: { length: 'binary2' }, mostConnections: 16, mostInFlight: 256, idleMs: 60_000 },
    ]);
  });

  it.each([
    ['no JSON', '[', /no JSON/],
    ['no list', '{}', /expected a JSON array/],
    ['a field that is none', [{ ...link, speed: 1 }], /\[0\]\.speed: expected no such field/],
    ['a second link without a name', [link, { ...link, name: '' }], /\[1\]\.name/],
    ['neither end', [{ ...link, listen: undefined }], /\[0\]\.listen: expected either listen or dial/],
    ['both ends', [{ ...link, dial: link.listen }], /either listen or dial/],
    [
      'a port that is none',
      [{ ...link, listen: { host: 'x', port: 70_000 } }],
      /\.listen: expected \{ host, port \}/,
    ],
    ['another dialect', [{ ...link, dialect: 'morse' }], /\.dialect: expected asciiHex/],
    ['a network that is no UUID', [{ ...link, networkId: 'visa' }], /\.networkId: expected a UUID/],
    ['a key of another length', [{ ...link, macKey: 'ab' }], /\.macKey: expected 32 hexadecimal digits/],
    ['a limit of none', [{ ...link, mostInFlight: 0 }], /\.mostInFlight: expected a whole number above 0/],
    [
      'a certificate that is not there',
      [{ ...link, tls: { cert: '/nowhere', key: '', ca: '' } }],
      /\.tls\.cert/,
    ],
  ])('are refused for %s, which is named', (_what, links, expected) => {
    expect(() => readLinks(typeof links === 'string' ? links : JSON.stringify(links))).toThrow(expected);
  });

  it('never say a key when they are refused', () => {
    const macKey = 'Z123456789ABCDEFFEDCBA9876543210';
    expect(() => readLinks(JSON.stringify([{ ...link, macKey }]))).not.toThrow(macKey);
  });
});
