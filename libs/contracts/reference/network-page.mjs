import { code, generatedNote, table } from './markdown.mjs';

/**
 * docs/network.md: what a card network may say and what that does, and how it connects: enough for somebody with an ISO 8583 client and
 * nothing else.
 */
export function networkPage({ networkMessages, stateTables }, iso8583) {
  const { fields, messageTypes, privateElements, dialects } = iso8583;
  return [
    generatedNote,
    '# For card networks',
    introduction,
    '## What may be said',
    'Every message is booked once: a repeat, of its own type or as it was, gets the answer of the first time. Another message under the key of an earlier one (network, field 32, 7, 11, 41) is answered 94. What happens to the purchase in words is in [the state machines](reference/state-machines.md); what each reason for a refusal is answered by, in [the reasons](reference/reasons.md); how to bring each about, in [the outcomes](outcomes.md).',
    table(
      ['message', 'ISO 8583', 'HTTP', 'answered', 'card', 'hold', 'ledger', 'where it finds nothing'],
      networkMessages.map((row) => [
        row.name,
        row.iso,
        row.http.replaceAll(/POST \S+[^\s,]/g, (endpoint) => code(endpoint)),
        row.answer,
        row.card,
        row.hold,
        row.ledger,
        row.unmatched,
      ]),
    ),
    matching,
    flags,
    connecting,
    '### A first session, byte by byte',
    sessionOf(iso8583),
    '## Messages and their fields',
    'M: must be there; O: may be there; any other field is refused. Formats and dialects are in [the README of the codec](../libs/iso8583/README.md).',
    fieldTable(fields, messageTypes),
    '### Private data, field 48',
    table(
      ['tag', 'what', 'format', 'meaning'],
      [...privateElements.values()].map(({ tag, name, format, meaning }) => [tag, name, format, meaning]),
    ),
    '### How the fields are read',
    reading(Object.keys(dialects)),
    '## What each message does, row by row',
    'In the states that an authorization can have; these rows are executed by the tests.',
    table(
      ['message', 'in state', 'event', 'becomes', 'what it does'],
      networkMessages.flatMap(({ name, events }) =>
        stateTables.authorization
          .filter(({ event }) => events.includes(event))
          .map(({ from, event, to, effect }) => [name, from ?? 'none yet', code(event), to, effect]),
      ),
    ),
  ].join('\n\n');
}

const introduction = `A network speaks to the card service over HTTP (JSON, signed; [the API](api.md)) or over TCP (ISO 8583:1987). Both reach the same
use cases, statements and answers; what was bought over one cannot be bought over the other.`;

const matching = `### What a later message is about

The first way that finds any counts: our id (HTTP); the whole key of the original (of reversals: field 90 with acquirer and terminal), so that an increment
is not taken for its purchase; the network's id of the transaction (field 48.63, the same in all messages of a purchase); trace number and time of the
original (field 90); card with retrieval reference (field 37), terminal, merchant and approval code as far as they are stated; for refunds the card and the
merchant. Of several tries of one purchase the approved one is meant. Two are too many: the message is acknowledged and parked. \`npm run parked\`,
\`GET /v1/parked-messages\` and the topic \`message.parked.v1\` show what is parked.`;

const flags = `### What is unusual, and booked all the same

| flag | meaning |
| --- | --- |
| \`above_hold\` | A clearing took more than was held. |
| \`before_decision\` | A clearing or completion came before our answer was stored: the purchase is approved by it. |
| \`after_expired\`, \`after_reversed\`, \`after_cleared\` | A clearing came after the hold had expired, after the reversal, after the last clearing. |
| \`declined_after_stand_in\` | We stood in at the deadline, and the assessment that came later would have declined. |

An authorization that is \`forced\` was approved by the network, or collected by the merchant, without us. An account that such a message drives past its purchase
power is overdrawn: \`overdrawnMinor\` in the API and in \`movement.booked.v1\`, below zero in the ledger's \`available\`.`;

const connecting = `## Connecting over TCP

The service listens, or calls and keeps calling, on the links of the setting \`ISO8583_LINKS\`, a JSON array; without it there is no port.

    [{ "name": "visa-1", "networkId": "018f8583-0000-7000-8000-000000000001", "scheme": "visa",
       "listen": { "host": "0.0.0.0", "port": 8583 }, "dialect": "asciiBinary" }]

| field | meaning |
| --- | --- |
| \`name\` | for logs and metrics |
| \`networkId\` | the party whose messages come over it; several links may name the same. Registered at start if it is not there |
| \`scheme\` | \`visa\` or \`mastercard\`: the numbering of answers |
| \`listen\` or \`dial\` | \`{ host, port }\`: the network calls us, or we call it, with growing pauses up to 30 s, and sign on |
| \`dialect\` | \`asciiBinary\` (when left out), \`asciiHex\`, \`bcdBinary\`, \`ebcdicBinary\` |
| \`framing\` | two bytes of length, highest first, when left out; \`length\` \`binary2\`, \`binary4\` or \`ascii4\`, \`lengthIncludesItself\`, a fixed \`header\` \`{ incoming, outgoing }\` in hexadecimal, \`maximumBytes\` (4096) |
| \`macKey\` | 32 hexadecimal digits: every message then carries a MAC (X9.19), field 64 or 128 |
| \`tls\` | files in PEM: \`cert\`, \`key\`, and \`ca\`, which has to have signed the other side's certificate |
| \`mostConnections\` | 16: one more is closed at once |
| \`mostInFlight\` | 256 messages of a connection; beyond, nothing more is read until some are answered |
| \`mostRefusals\` | 10 messages that are not to the letter, then the connection is closed |
| \`idleMs\` | 60,000 without a message, then we ask for an echo; after as long again the connection is closed |
| \`answerWithinMs\` | 10,000: an answer that is later is not sent; the network reverses what it does not know the end of |

\`npm start\` listens in three dialects; \`.mayfly/running.json\` names the first as \`MAYFLY_ISO8583\` (host:port), all of them as \`MAYFLY_ISO8583_LINKS\`.`;

/** What is shown is what the codec writes. */
function sessionOf({ Codec, dialects, frame, defaultFraming }) {
  const codec = new Codec({ dialect: dialects.asciiBinary });
  const bytes = frame(
    codec.pack({ mti: '0800', fields: { 7: '1127014500', 11: '000001', 70: '001' } }),
    defaultFraming,
  );
  const parts = [2, 4, 8, 8, 10, 6, 3].reduce(
    ({ start, texts }, length) => ({
      start: start + length,
      texts: [...texts, bytes.toString('hex', start, start + length)],
    }),
    { start: 0, texts: [] },
  ).texts;
  const meanings = [
    'length',
    '0800',
    'fields 7 and 11, and a second bitmap',
    'field 70',
    '7: 1127014500',
    '11: 000001',
    '70: 001',
  ];
  return `The client sends the length and the message and waits for the answer with the same trace number (field 11); messages may be sent
without waiting, and answers come as they are there. Sign-on comes first:

${parts.map((text, place) => `    ${text.padEnd(22)} ${meanings[place]}`).join('\n')}

and is answered by \`0810\` with field 39 = \`00\`. Then a purchase as \`0100\` with the fields of the table below; its CVV2 is in field 48: \`9203\` and the three digits.
What is not to the letter is answered 30 and nothing is written; where trace number and type cannot be read there is no answer. A length that lies closes the line.
[A client in Python](../test/other-languages/network.py) signs on, authorizes, increments, reverses a part and clears twice.`;
}

function fieldTable(fields, messageTypes) {
  const shown = [...messageTypes.values()].filter(
    ({ answeredBy, mti }) => (answeredBy !== undefined && /0$/.test(mti)) || mti === '0110',
  );
  return table(
    ['field', 'name', ...shown.map(({ mti }) => mti)],
    [...fields.values()].map(({ number, name }) => [
      number,
      name,
      ...shown.map(({ fields: admitted, mandatory }) =>
        mandatory.includes(number) ? 'M' : admitted.has(number) ? 'O' : '',
      ),
    ]),
  );
}

const reading = (names) => `- Field 3: 00 a purchase, 20 a refund; anything else is answered 57.
- Field 4: minor units. Zero with field 25 = 51 is a verification, zero without it is answered 13.
- Field 7 has no year: the nearest to now counts, at most seven days away.
- Field 22, first two digits: 81 e-commerce, 10 credential on file, 01 manual; 05 chip, 02 and 90 stripe, 07 and 91 contactless are refused 57, as such a number is a copy.
- Field 43: 25 characters of name, 13 of city, 2 of country. Field 49: numeric; a currency that no account can have is answered 57.
- Field 44 of an answer: M, the CVV2 was right; N, it was not. Field 48.84 of an answer: Mastercard's advice code.
- Field 95: what is left of the authorization after a reversal in part; zero, or left out, reverses all.
- Field 43 is kept and goes into events: a card number in it is answered 30.
- Dialects: ${names.join(', ')}.`;
