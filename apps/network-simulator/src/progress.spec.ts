import { type ProgressScreen, showProgress } from './progress';

describe('progress', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  function shownIn(ms: number, isTTY: boolean): string[] {
    const written: string[] = [];
    const screen: ProgressScreen = { isTTY, write: (text) => written.push(text) };
    let done = 0;
    const end = showProgress(() => `${(done += 10)} of 30`, screen);
    jest.advanceTimersByTime(ms);
    end();
    jest.advanceTimersByTime(10_000);
    return written;
  }

  it('is shown every two seconds, in lines of their own where there is no terminal', () => {
    expect(shownIn(5_000, false)).toEqual(['10 of 30\n', '20 of 30\n']);
  });

  it('is one line on a terminal, and gone at the end', () => {
    expect(shownIn(5_000, true)).toEqual(['\r\u001b[K10 of 30', '\r\u001b[K20 of 30', '\r\u001b[K']);
  });

  it.each([true, false])('is not shown of what is over sooner (terminal: %s)', (isTTY) => {
    expect(shownIn(1_900, isTTY)).toEqual([]);
  });
});
