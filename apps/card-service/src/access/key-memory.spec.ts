import { KeyMemory } from './key-memory';

describe('a memory of keys', () => {
  it('holds so many and no more: what was remembered longest ago makes room', () => {
    const memory = new KeyMemory<number>(3);
    for (const [nth, name] of ['a', 'b', 'c', 'a', 'd'].entries()) memory.remember(name, nth, 10);
    expect(['a', 'b', 'c', 'd'].map((name) => memory.get(name)?.value)).toEqual([3, undefined, 2, 4]);
  });

  it('makes no room for what it holds already', () => {
    const memory = new KeyMemory<number>(2);
    for (const name of ['a', 'b', 'b', 'b']) memory.remember(name, 1, 10);
    expect(memory.get('a')).toEqual({ value: 1, untilMs: 10 });
  });
});
