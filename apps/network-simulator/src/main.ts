import { parseArgs } from 'node:util';
import { runGuessing } from './guessing/run-guessing';
import { tellGuessing } from './guessing/tell-guessing';
import { runLoad } from './load/run-load';
import { outcomeCommand } from './outcomes/outcome-command';
import { scenariosCommand } from './scenarios/scenarios-command';
import { stories, tellStories } from './stories/tell-stories';

const usage = `usage: network-simulator <command> --url URL --operator-key KEY

  stories [NAME…]   plays the stories (all, or the named ones) and says whether each ended as it should
  load              purchases at a constant rate: --rate 20 --seconds 10
  guess             two networks guess numbers and CVV2s, with honest purchases beside: --guesses 20000 --rate 500 --honest 10
  list              the names of the stories
  scenarios         plays the scenario files; scenarios --help says how
  outcome [REASON]  makes a reason happen, and says how`;

// They have options of their own.
const own = ['scenarios', 'outcome'].find((name) => name === process.argv[2]);
const { positionals, values } = parseArgs({
  allowPositionals: true,
  ...(own !== undefined && { args: [own] }),
  options: {
    url: { type: 'string', default: process.env['MAYFLY_URL'] ?? 'http://127.0.0.1:3000' },
    'operator-key': { type: 'string', default: process.env['MAYFLY_OPERATOR_KEY'] ?? '' },
    rate: { type: 'string' },
    guesses: { type: 'string', default: '20000' },
    honest: { type: 'string', default: '10' },
    seconds: { type: 'string', default: '10' },
  },
});
const system = { url: values.url, operatorKey: values['operator-key'] };
const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(command: string | undefined, names: readonly string[]): Promise<number> {
  switch (command) {
    case 'stories': {
      const broken = await tellStories(system, names, print);
      print(
        broken === 0 ? 'Every story ended as it should.' : `${broken} stories did not end as they should.`,
      );
      return broken === 0 ? 0 : 1;
    }
    case 'load': {
      const result = await runLoad(system, {
        ratePerSecond: positive('rate', values.rate ?? '20'),
        durationSeconds: positive('seconds', values.seconds),
      });
      print(`sent ${result.sent}, answered ${result.answered}`);
      print([...result.answers].map(([answer, count]) => `${answer}: ${count}`).join(', '));
      print(
        `p50 ${result.p50Ms.toFixed(1)} ms, p99 ${result.p99Ms.toFixed(1)} ms from the intended send time`,
      );
      return result.answered === result.sent ? 0 : 1;
    }
    case 'guess':
      return tellGuessing(
        await runGuessing(system, {
          guesses: positive('guesses', values.guesses),
          ratePerSecond: positive('rate', values.rate ?? '500'),
          honestPerSecond: positive('honest', values.honest),
        }),
        print,
      );
    case 'scenarios':
      return scenariosCommand(process.argv.slice(3), system, process.env, print);
    case 'outcome':
      return outcomeCommand(process.argv.slice(3), system, process.env, print);
    case 'list':
      for (const { name, title } of stories) print(`${name.padEnd(30)} ${title}`);
      return 0;
    default:
      print(usage);
      return 2;
  }
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 10_000_000))
    throw new Error(`--${name} must be a positive number, not ${text}`);
  return value;
}

main(positionals[0], positionals.slice(1)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
