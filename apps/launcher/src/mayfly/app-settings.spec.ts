import { appEnvironment, instances } from './app-settings';

describe('the settings of the applications', () => {
  const settings = {
    KAFKA_BROKERS: '127.0.0.1:9092',
    ASSESSMENT_DATABASE_URL: 'postgres://assessment',
    CARD_DATABASE_URL: 'postgres://card',
    CARD_VAULT_KEY: 'secret',
    MAYFLY_OPERATOR_KEY: 'secret',
  };

  it('keep the keys of the card numbers, and their database, from the worker', () => {
    expect(appEnvironment('assessment-worker', settings)).toEqual({
      KAFKA_BROKERS: '127.0.0.1:9092',
      ASSESSMENT_DATABASE_URL: 'postgres://assessment',
    });
    expect(appEnvironment('card-service', settings)).toEqual(settings);
  });

  it('let a debugger in to the first instance of each only, and only when asked to', () => {
    const counts = { 'card-service': 2, 'assessment-worker': 1 };
    const portsOf = (debuggers: boolean) =>
      instances(counts, settings, [1, 2, 3], '/logs', debuggers).map(({ debugPort }) => debugPort);
    expect(portsOf(true)).toEqual([9229, undefined, 9230]);
    expect(portsOf(false)).toEqual([undefined, undefined, undefined]);
  });

  it('give the named port to the first instance, and to each other one its own', () => {
    const starts = instances(
      { 'card-service': 2, 'assessment-worker': 1 },
      { ...settings, PORT: '3000' },
      [10_001, 10_002, 10_003],
      '/logs',
    );
    expect(starts.map(({ name, env }) => [name, env['HEALTH_PORT'] ?? env['PORT']])).toEqual([
      ['card-service-1', '3000'],
      ['card-service-2', '10002'],
      ['assessment-worker-1', '10003'],
    ]);
    expect(starts.map(({ logFile }) => logFile)).toContain('/logs/assessment-worker-1.log');
  });
});
