import { newClusterId } from './run-broker';

describe("the id of a broker's cluster", () => {
  it('never begins with a dash, which would be read as an option', () => {
    const ids = Array.from({ length: 256 }, (_, first) =>
      newClusterId(Buffer.from([first, ...new Array<number>(15).fill(0)])),
    );
    expect(ids.filter((id) => id.startsWith('-'))).toEqual([]);
    expect(ids.every((id) => id.length === 22)).toBe(true);
  });
});
