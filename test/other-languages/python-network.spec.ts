import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { temporaryDirectory } from '@mayfly/local-stack';
import { steady } from '../../apps/network-simulator/src/personas/personas';
import { RunningMayfly } from '../support/running-mayfly';

const codec = 'pyiso8583==4.0.1';
const folder = temporaryDirectory();
const environment = { ...process.env, PYTHONPATH: folder.path };

/** Why the script cannot run on this machine; undefined when it can. */
function missing(): string | undefined {
  if (spawnSync('python3', ['--version']).status !== 0) return 'there is no Python';
  const pip = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--target',
    folder.path,
    codec,
  ];
  if (spawnSync('python3', pip, { timeout: 60_000 }).status !== 0) return `${codec} cannot be installed`;
  return undefined;
}

const why = missing();
if (why !== undefined) process.stdout.write(`not run: an ISO 8583 client in Python, because ${why}\n`);

(why === undefined ? describe : describe.skip)(
  'a card network written in Python, with a codec of somebody else',
  () => {
    let mayfly: RunningMayfly;

    beforeAll(async () => {
      mayfly = await RunningMayfly.start();
    });
    afterAll(async () => {
      await mayfly.stop();
      await folder.remove();
    });

    it('signs on, authorizes, increments, reverses in part and clears twice', async () => {
      const scene = await mayfly.stage();
      const card = await scene.mint(await scene.customer(steady, 200_000), { capMinor: 10_000 });
      const [link] = mayfly.system.links;
      const said = execFileSync(
        'python3',
        [
          join(__dirname, 'network.py'),
          `${link?.host ?? ''}:${link?.port ?? ''}`,
          card.number,
          card.expiry,
          card.cvv2,
        ],
        { env: environment, encoding: 'utf8', timeout: 60_000 },
      );
      expect(said.trim().split('\n')).toEqual([
        '0800 0810 00',
        '0100 0110 00',
        '0100 0110 00',
        '0400 0410 00',
        '0220 0230 00',
        '0220 0230 00',
        '0800 0810 00',
      ]);
      const { rows } = await mayfly.cards.query(
        'select state, approved_minor, cleared_minor from authorizations where card_id = $1 order by requested_at',
        [card.cardId],
      );
      expect(rows).toEqual([
        { state: 'cleared', approved_minor: 2_000n, cleared_minor: 2_200n },
        { state: 'approved', approved_minor: 500n, cleared_minor: 0n },
      ]);
      expect(await mayfly.violations()).toEqual([]);
    }, 60_000);
  },
);
