import type { Scene } from '../../apps/network-simulator/src/client/scene';
import { mintCards } from '../../apps/network-simulator/src/load/mint-cards';
import { outcomes } from '../../apps/network-simulator/src/load/mixes';
import { planLoad } from '../../apps/network-simulator/src/load/plan-load';
import { runLoad } from '../../apps/network-simulator/src/load/run-load';
import { sendTimesMs } from '../../apps/network-simulator/src/load/send-times';
import type { LoadResult } from '../../apps/network-simulator/src/load/tally';
import { HttpTransport } from '../../apps/network-simulator/src/network/http-transport';
import { Random } from '@mayfly/fraud-world';

/** A mix of what networks say, at a constant rate over HTTP. */
export async function sendLoad(
  scene: Scene,
  load: { ratePerSecond: number; durationSeconds: number },
): Promise<LoadResult> {
  const plan = planLoad(sendTimesMs('constant', load), outcomes, new Random(1, 'load'));
  return runLoad(new HttpTransport(scene.network, 'visa'), plan, await mintCards(scene, plan));
}
