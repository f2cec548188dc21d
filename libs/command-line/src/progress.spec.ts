import { openProgress } from './progress';

describe('the progress of long work', () => {
  let said: string[];
  const stream = { write: (text: string) => said.push(text) } as unknown as NodeJS.WriteStream;

  beforeEach(() => {
    said = [];
    jest.useFakeTimers();
  });
  afterEach(() => jest.useRealTimers());

  it('is not told of work that takes less than two seconds', () => {
    const progress = openProgress(stream);
    progress.say('the first step');
    jest.advanceTimersByTime(1_900);
    progress.end();
    jest.advanceTimersByTime(60_000);
    expect(said).toEqual([]);
  });

  it('is told while one step takes long, into a log every five seconds', () => {
    const progress = openProgress(stream);
    progress.say('the long step');
    jest.advanceTimersByTime(8_000);
    progress.end();
    expect(said).toEqual(['2 s  the long step\n', '7 s  the long step\n']);
  });
});
