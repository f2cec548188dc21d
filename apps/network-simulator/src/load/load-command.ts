import { randomInt } from 'node:crypto';
import { oneOf, openProgress, readOptions, wrongValue } from '@mayfly/command-line';
import { Scene } from '../client/scene';
import { faultKinds, faultsOption } from '../network/faults';
import { FaultyTransport } from '../network/faulty-transport';
import { openTransport } from '../network/open-transport';
import { printFaults } from '../network/print-faults';
import { Random } from '@mayfly/fraud-world';
import { link, positive, seed as seedOption, systemOptions } from '../options';
import type { Plan } from './flow';
import { mintCards } from './mint-cards';
import { ordinary, outcomes } from './mixes';
import { planLoad, planWorld } from './plan-load';
import { runLoad } from './run-load';
import { profiles, sendTimesMs } from './send-times';
import { Tally } from './tally';
import { printLoad } from './print-load';

/** A card is minted for each purchase before the first is sent, and all are kept. */
const mostMessages = 200_000;

/** Sends a load to the running system; 1 when a message got no answer, or another than it had to be. */
export async function loadCommand(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  print: (line: string) => void,
): Promise<number> {
  const values = readOptions(args, {
    ...systemOptions(env),
    profile: oneOf(profiles, 'constant'),
    rate: positive(20),
    seconds: positive(10),
    mix: oneOf(['ordinary', 'outcomes', 'fraud-world'], 'ordinary'),
    transport: oneOf(['http', 'iso8583'], 'http'),
    link,
    seed: seedOption,
    faults: faultsOption(faultKinds),
  });
  const messages = values.rate * values.seconds;
  if (messages > mostMessages)
    throw wrongValue('--rate times --seconds', `${mostMessages} at most`, String(messages));
  const seed = values.seed ?? randomInt(1_000_000);
  const times = sendTimesMs(values.profile, { ratePerSecond: values.rate, durationSeconds: values.seconds });
  const plan = planOf(values.mix, times, seed);
  const scene = await Scene.open(values.url, values['operator-key']);
  const transport = new FaultyTransport(
    openTransport(values.transport, scene, env, values.link),
    values.faults,
    seed,
  );
  try {
    const cards = await mintCards(scene, plan);
    const tally = new Tally();
    const progress = openProgress();
    progress.say(() => `sent ${tally.sent} of ${plan.messages.length}, answered ${tally.answered}`);
    const result = await runLoad(transport, plan, cards, tally).finally(progress.end);
    const code = printLoad(result, print);
    printFaults(transport, print);
    print(`--seed ${seed} says the same again`);
    return code;
  } finally {
    await transport.close();
  }
}

function planOf(mix: 'ordinary' | 'outcomes' | 'fraud-world', times: readonly number[], seed: number): Plan {
  return mix === 'fraud-world'
    ? planWorld(times, seed)
    : planLoad(times, { ordinary, outcomes }[mix], new Random(seed, 'load'));
}
