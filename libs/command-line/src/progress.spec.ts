import { openProgress, type Progress } from './progress';

describe('the progress of long work', () => {
  let said: string[];

  beforeEach(() => {
    said = [];
    jest.useFakeTimers();
  });
  afterEach(() => jest.useRealTimers());

  function open(isTTY: boolean): Progress {
    return openProgress({ isTTY, write: (text) => said.push(text) });
  }

  it.each([true, false])('is not told of work that takes less than two seconds (terminal: %s)', (isTTY) => {
    const progress = open(isTTY);
    progress.say('the first step');
    jest.advanceTimersByTime(1_900);
    progress.end();
    jest.advanceTimersByTime(60_000);
    expect(said).toEqual([]);
  });

  it('is told while one step takes long, into a log every five seconds', () => {
    const progress = open(false);
    progress.say('the long step');
    jest.advanceTimersByTime(8_000);
    progress.end();
    expect(said).toEqual(['2 s  the long step\n', '7 s  the long step\n']);
  });

  it('is asked for anew where it is counted elsewhere', () => {
    const progress = open(false);
    let done = 0;
    progress.say(() => `${(done += 10)} of 30`);
    jest.advanceTimersByTime(8_000);
    progress.end();
    expect(said).toEqual(['2 s  10 of 30\n', '7 s  20 of 30\n']);
  });

  it('is one line on a terminal, and gone at the end', () => {
    const progress = open(true);
    progress.say('the long step');
    jest.advanceTimersByTime(2_200);
    progress.end();
    expect(said).toEqual(['\r\u001b[K2 s  the long step', '\r\u001b[K2 s  the long step', '\r\u001b[K']);
  });
});
