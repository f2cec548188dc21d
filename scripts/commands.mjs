/** What every command says of itself when it is asked by --help, or called wrongly: no running system and no packages are needed for it. */
import { parseArgs } from 'node:util';

/** Options that several commands of the simulator take. */
const lineToUse = ['--link NAME', 'with iso8583: the line, of those in MAYFLY_ISO8583_LINKS (the first)'];
const ofSystem = [
  ['--url URL', 'of a card service (that of npm start)'],
  ['--operator-key KEY', 'of an operator (that of npm start)'],
];

/**
 * One command of package.json. `options` with their units and defaults; `exits`, the exit codes beyond 0; `example`, what follows `npm run`.
 */
const commands = {
  start: {
    what: 'Starts PostgreSQL, Kafka, the card service and the assessment worker, tells a few stories, and stays until Ctrl-C.',
    options: [
      ['--card-services N', 'instances of the card service (1)'],
      ['--workers N', 'instances of the assessment worker (1)'],
      ['--data DIR', 'keep the data of PostgreSQL and Kafka in DIR, over restarts'],
      ['--no-stories', 'start, and let nobody buy anything'],
    ],
    note: 'Servers that CARD_DATABASE_URL, ASSESSMENT_DATABASE_URL and KAFKA_BROKERS name are used instead of local ones.',
    exits: '1: something could not be started',
    example: 'start -- --card-services 2 --data .mayfly/data',
  },
  demo: {
    what: 'As start, but leaves when the stories are told.',
    options: [['', 'those of start']],
    exits: '1: a story did not end as it should',
    example: 'demo',
  },
  dev: {
    what: 'As start without stories; what you save is compiled, and the service made of it starts anew.',
    options: [['', 'those of start']],
    note: 'Debuggers: 127.0.0.1:9229 is the card service, 9230 the worker. What does not compile is shown, and what runs is left as it is.',
    exits: '1: something could not be started',
    example: 'dev',
  },
  test: {
    what: 'Installs, builds, and runs every test against a real PostgreSQL and a real Kafka. Arguments go to Jest.',
    options: [['PATTERN…', 'only the specs whose path matches (all)']],
    exits: '1: a test failed',
    example: 'test -- authorizations/races',
  },
  'test:containers': {
    what: 'The integration tests against PostgreSQL and Kafka in containers; needs a Docker engine.',
    options: [['PATTERN…', 'only the specs whose path matches (all)']],
    exits: '1: a test failed, or no Docker engine answers',
    example: 'test:containers',
  },
  'break-rules': {
    what: 'Breaks rules of the product one by one, in a copy of it, and plays the scenarios: each has to make one of its own fail.',
    options: [
      ['SCENARIO…', 'only the rules that these scenarios watch over (all)'],
      ['--list', 'the rules, and whether their edits still fit the sources'],
    ],
    note: 'Servers that TEST_POSTGRES_URL and KAFKA_BROKERS name are used instead of local ones.',
    exits: '1: a broken rule went unnoticed, or an edit does not fit any more',
    example: 'break-rules -- wrong-expiry',
  },
  watch: {
    what: 'The topics of the running system, live, in words.',
    options: [
      ['--topic PART', 'only topics with this in their name; may be repeated (all)'],
      ['--card ID|LAST4', 'only this card'],
      ['--customer ID', 'only this customer'],
      ['--outcome WORD', 'only this outcome: approved, declined, …'],
      ['--from-beginning', 'what is kept, and then what comes (what comes)'],
      ['--json', 'a JSON object for each event'],
    ],
    exits: '1: Kafka is away',
    example: 'watch -- --outcome declined',
  },
  dlq: {
    what: 'Dead letters: what a consumer could not handle.',
    options: [
      ['replay [ID…]', 'shows what would be sent to its topic again'],
      ['--yes', 'sends it'],
    ],
    exits: '1: Kafka is away, or a named letter was not replayed',
    example: 'dlq -- replay --yes',
  },
  audit: {
    what: 'Every invariant, on the running system: docs/invariants.md.',
    options: [
      ['--tolerance-ms N', 'how long after its time a sweep may end something, in milliseconds (3000)'],
      ['--json', 'the findings as JSON'],
    ],
    exits: '1: an invariant is broken, and its rows are named',
    example: 'audit',
  },
  parked: {
    what: 'Messages of networks that belong to nothing we know: acknowledged, waiting for a person.',
    options: [
      ['--limit N', 'how many, newest first (50, at most 1000)'],
      ['--json', 'as JSON'],
    ],
    exits: '1: PostgreSQL is away',
    example: 'parked -- --limit 10',
  },
  clock: {
    what: 'The clock of the money. In a simulated system it can be set ahead, and holds and cards end; it never goes back.',
    options: [
      ['--ahead TIME', 'by how much more: seconds, minutes, hours or days, as 90s, 15m, 24h, 31d (0)'],
    ],
    exits: '1: PostgreSQL is away',
    example: 'clock -- --ahead 31d',
  },
  drift: {
    what: 'How far scores and inputs have moved from training, and how decisions came out.',
    options: [
      ['--since INSTANT|24h', 'the decisions that are looked at (24h)'],
      ['--against training|before', 'what shifts are judged by (training)'],
    ],
    exits: '1: PostgreSQL is away; 2: something has shifted',
    example: 'drift -- --since 24h',
  },
  replay: {
    what: 'Stored decisions once more: each has to come out the same, byte for byte.',
    options: [
      ['--decision ID', 'one, by its id or its authorization’s'],
      ['--since INSTANT|24h', 'all of them from then on'],
      ['--candidate FILE', 'a policy: who would be decided otherwise, and what it would cost'],
      ['--limit N', 'how many are listed one by one (20)'],
    ],
    exits: '1: a decision did not come out the same',
    example: 'replay -- --since 24h',
  },
  load: {
    what: 'Messages of a network at a rate, whatever becomes of them; latency counts from the intended send time.',
    options: [
      [
        '--profile constant|ramp|bursts',
        'evenly; from nothing up to the rate; those of each second in its first tenth (constant)',
      ],
      ['--rate N', 'messages a second (20)'],
      ['--seconds N', 'for how long, in seconds (10); 200,000 messages at most'],
      [
        '--mix ordinary|outcomes|fraud-world',
        'purchases that pass; all that networks say; purchases of a made-up world with frauds (ordinary)',
      ],
      ['--transport http|iso8583', 'how they are said (http)'],
      lineToUse,
      ['--seed N', 'says the same again, with the same faults'],
      [
        '--faults KIND=SHARE,…',
        'of the messages: duplicate, delay, reorder, lost (answer), cut (line), other (content), late-reversal (none)',
      ],
      ...ofSystem,
    ],
    exits: '1: a message got no answer, or another than it had to be',
    example: 'load -- --mix outcomes --rate 50 --seconds 20 --faults duplicate=.05,cut=.01',
  },
  guess: {
    what: 'Two networks guess numbers and CVV2s, with honest purchases beside them.',
    options: [
      ['--guesses N', 'how many (20000)'],
      ['--rate N', 'guesses a second (500)'],
      ['--honest N', 'honest purchases a second (10)'],
      ...ofSystem,
    ],
    exits: '1: a guess found a number more often than one in 100,000, or something got no answer',
    example: 'guess -- --guesses 20000 --rate 500',
  },
  scenarios: {
    what: 'Plays message flows against the running system, over HTTP, ISO 8583 or both. Some set its clock ahead, for good.',
    options: [
      ['NAME…', 'only these (all)'],
      ['--transport http|iso8583|both', 'how they are said (http)'],
      lineToUse,
      ['--seed N', 'replays a run: order and faults'],
      [
        '--faults KIND=SHARE,…',
        'of the messages: duplicate, delay, reorder, lost (answer), cut (line), other (content); none may show (none)',
      ],
      ['--list', 'their names, and what each shows'],
      ...ofSystem,
    ],
    exits: '1: one deviated',
    example: 'scenarios -- --transport both --faults lost=.1,duplicate=.1',
  },
  outcome: {
    what: 'Makes a reason happen in the running system: who buys what, how the networks are answered, what the customer is told. docs/outcomes.md has all.',
    options: [
      [
        'REASON|KIND',
        'a reason, or a kind of answer (suspected_fraud) with all its reasons (the list of all)',
      ],
      ['--transport http|iso8583|both', 'how it is said (http)'],
      lineToUse,
      ...ofSystem,
    ],
    exits: '1: it did not come out',
    example: 'outcome -- under_age --transport both',
  },
  'rotate-keys': {
    what: 'Puts card numbers and signing secrets under the current keys while the service runs, and says what still needs which key.',
    options: [],
    exits: '1: something is left that no key opens',
    example: 'rotate-keys',
  },
  generate: {
    what: 'Writes every generated file anew: types, reference pages, OpenAPI.',
    options: [],
    exits: '1: a source of them is wrong',
    example: 'generate',
  },
  scorecard: {
    what: 'Fits a credit scorecard on a table of applicants: docs/scorecards.md.',
    options: [
      [
        'train',
        '--data FILE.csv --target COLUMN --bad VALUE --out FILE.json [--exclude A,B] [--special VALUE,…]',
      ],
      ['score', 'scores a table by a scorecard'],
      ['report', 'measures a scorecard on a table'],
    ],
    exits: '2: a file is not there; 3: a table is not what it has to be, 4: a scorecard is not',
    example: 'scorecard -- train --data applicants.csv --target default --bad 1 --out card.json',
  },
  backtest: {
    what: 'Scores a file of purchases as if live, and measures the fraud model.',
    options: [
      ['--transactions FILE.csv', 'the purchases'],
      ['--out FILE.csv', 'where the scores go'],
      ['--model FILE.json', 'the model (the one in force)'],
    ],
    exits: '1: the file is not what it has to be',
    example: 'backtest -- --transactions FILE.csv --out scores.csv',
  },
  'generate-world': {
    what: 'A made-up world of purchases, in the format of the fraud detection handbook.',
    options: [
      ['--seed N', 'the same world for the same seed'],
      ['--out FILE.csv', 'where it goes'],
      ['--days N', 'how many days (183)'],
    ],
    exits: '1: the file cannot be written',
    example: 'generate-world -- --seed 1001 --out world.csv',
  },
  calibrate: {
    what: 'Chooses the threshold of the fraud model by what its errors cost.',
    options: [
      ['--fraud-passed COST', 'of a fraud that passes, in any one unit (160)'],
      ['--good-refused COST', 'of a good purchase that is refused, in the same unit (15)'],
      ['--transactions FILE.csv', 'with --scores FILE.csv: purchases of one’s own'],
      ['--out FILE.json', 'where the threshold goes (beside the model in force)'],
    ],
    exits: '1: a file is not what it has to be',
    example: 'calibrate',
  },
  'fraud:baseline': {
    what: 'Writes the spread of scores and features in training, which drift is measured against.',
    options: [['VERSION', 'of the model (the one in force)']],
    exits: '1: the file cannot be written',
    example: 'fraud:baseline',
  },
  'fraud:train': {
    what: 'Trains the fraud model, and measures it on worlds that training has never seen. Needs Python.',
    options: [['VERSION', 'the name of the new model (today)']],
    exits: '1: a step failed',
    example: 'fraud:train -- 2026-11-27',
  },
  bench: {
    what: 'Purchases a second, how long they take, and what nothing could be faster than, in one run on servers of its own.',
    options: [
      ['--json FILE', 'write the figures there'],
      ['--compare FILE', 'set those of an earlier run beside them'],
      ['--cards N', 'cards to pay with, at least 200000 (400000)'],
      ['--many-cards N', 'measure the throughput with so many cards as well, 9999990 at most (0: not)'],
    ],
    note: 'Every figure counts only if every invariant holds after the run. Nothing else should run on the machine.',
    exits: '1: an invariant is broken, or a server could not be started',
    example: 'bench -- --json run.json',
  },
  'bench:assessment': {
    what: 'What reading and deciding a request costs; on a PostgreSQL of its own unless TEST_POSTGRES_URL names one.',
    options: [],
    exits: '1: no server could be started',
    example: 'bench:assessment',
  },
  'bench:iso8583': {
    what: 'The ISO 8583 codec beside a public one, in one run: messages a second, and the ratio.',
    options: [],
    exits: '1: the two do not read the same',
    example: 'bench:iso8583',
  },
};

/** The commands that have a text. */
export const commandNames = Object.keys(commands);

/** Prints what the command says of itself and ends the process, if the arguments ask for it. */
export function showHelp(name, args = process.argv.slice(2)) {
  if (!args.includes('--help') && !args.includes('-h')) return;
  const { what, options, note, exits, example } = commands[name];
  const width = Math.max(0, ...options.map(([option]) => option.length));
  const lines = [
    `npm run ${name}`,
    '',
    what,
    ...(options.length === 0
      ? []
      : ['', ...options.map(([option, meaning]) => `  ${option.padEnd(width)}  ${meaning}`)]),
    ...(note === undefined ? [] : ['', note]),
    '',
    `Exit code 0 when all is well; ${exits}. 2: an option or its value is wrong.`,
    `Example: npm run ${example}`,
  ];
  console.log(lines.join('\n'));
  process.exit(0);
}

/** The arguments of the command, as parseArgs() reads them; for what it does not take the process ends. */
export function readArguments(name, config) {
  try {
    return parseArgs(config);
  } catch (error) {
    // What follows the first sentence tells how to pass on an argument that begins with a dash.
    return refuse(name, error.message.split(/\.\s/)[0]);
  }
}

/** Says what is wrong with an argument and ends the process, with exit code 2. */
export function refuse(name, sentence) {
  console.error(`${sentence}\nnpm run ${name} -- --help says what it takes.`);
  process.exit(2);
}
