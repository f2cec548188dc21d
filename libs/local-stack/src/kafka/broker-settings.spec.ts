import { brokerSettings } from './broker-settings';

describe('the settings of the local broker', () => {
  const lines = brokerSettings({ brokerPort: 9092, controllerPort: 9093, logDir: '/tmp/x' }).split('\n');

  it('advertise the port on which it listens, so that data kept from another port still work', () => {
    expect(lines).toContain('advertised.listeners=PLAINTEXT://127.0.0.1:9092');
    expect(lines).toContain('listeners=PLAINTEXT://127.0.0.1:9092,CONTROLLER://127.0.0.1:9093');
  });

  it('create no topic by naming it, and never ask for a second replica', () => {
    expect(lines).toContain('auto.create.topics.enable=false');
    const replicas = lines.filter((line) => /replication\.factor=|min\.isr=|min\.insync/.test(line));
    expect(replicas.length).toBeGreaterThan(5);
    expect(replicas.every((line) => line.endsWith('=1'))).toBe(true);
  });
});
