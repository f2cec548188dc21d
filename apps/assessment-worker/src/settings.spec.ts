import { policyFileOf } from '@mayfly/assessment';
import { InvalidSetting } from '@mayfly/process';
import { readSettings } from './settings';

const complete = {
  ASSESSMENT_DATABASE_URL: 'postgres://mayfly:secret@localhost:5432/assessment',
  KAFKA_BROKERS: 'a:9092,b:9092',
};

describe('settings', () => {
  it('have defaults for all but the servers', () => {
    expect(readSettings(complete)).toEqual({
      databaseUrl: complete.ASSESSMENT_DATABASE_URL,
      kafkaBrokers: ['a:9092', 'b:9092'],
      topicPrefix: '',
      policyFile: policyFileOf('policy-1'),
      shadowPolicyFile: null,
      healthPort: 3001,
      logLevel: 'info',
    });
  });

  it.each([
    ['ASSESSMENT_DATABASE_URL', 'mysql://localhost'],
    ['KAFKA_BROKERS', 'no-port'],
    ['TOPIC_PREFIX', 'with space'],
    ['POLICY_VERSION', '../policy-1'],
    ['HEALTH_PORT', '65536'],
    ['LOG_LEVEL', 'loud'],
  ])('name %s when it is wrong, without repeating it', (name, value) => {
    const read = (): unknown => readSettings({ ...complete, [name]: value });
    expect(read).toThrow(InvalidSetting);
    expect(read).toThrow(name);
    expect(read).not.toThrow(value);
  });

  it.each(['ASSESSMENT_DATABASE_URL', 'KAFKA_BROKERS'])('say that %s is missing', (name) => {
    expect(() => readSettings({ ...complete, [name]: undefined })).toThrow(`${name} is missing`);
  });
});
