/** A row of the message table. */
export interface MessageType {
  readonly mti: string;
  readonly name: string;
  /** The type that answers it; undefined for an answer. */
  readonly answeredBy: string | undefined;
  /** The fields it may have. Whatever is not here is refused, but for a MAC where the link has a key. */
  readonly fields: ReadonlySet<number>;
  readonly mandatory: readonly number[];
}

const request = {
  mandatory: [2, 3, 4, 7, 11, 18, 19, 22, 32, 41, 42, 43, 49],
  optional: [12, 13, 14, 25, 33, 37, 38, 48, 54, 90],
};
const advice = {
  mandatory: [2, 3, 4, 7, 11, 32, 41, 42, 49],
  optional: [12, 13, 14, 18, 19, 22, 25, 33, 37, 38, 39, 43, 44, 48, 54, 90],
};
// Only the original's own data find it; which of them there are differs by network.
const reversal = {
  mandatory: [2, 3, 4, 7, 11, 32, 49],
  optional: [12, 13, 14, 18, 19, 22, 25, 33, 37, 38, 39, 41, 42, 43, 48, 90, 95],
};
// An answer to a message that could hardly be read has nothing to repeat but the STAN.
const answer = {
  mandatory: [11, 39],
  optional: [2, 3, 4, 7, 12, 13, 32, 33, 37, 38, 41, 42, 44, 48, 49, 54, 90, 95],
};
const networkManagement = { mandatory: [7, 11, 70], optional: [] };
const networkManagementAnswer = { mandatory: [11, 39], optional: [7, 70] };

type Shape = Readonly<Record<'mandatory' | 'optional', readonly number[]>>;
type Row = readonly [mti: string, name: string, shape: Shape, answeredBy?: string];

const rows: readonly Row[] = [
  ['0100', 'authorization request', request, '0110'],
  ['0101', 'authorization request, repeat', request, '0110'],
  ['0110', 'authorization answer', answer],
  ['0120', 'authorization advice', advice, '0130'],
  ['0121', 'authorization advice, repeat', advice, '0130'],
  ['0130', 'authorization advice answer', answer],
  ['0200', 'financial request', request, '0210'],
  ['0201', 'financial request, repeat', request, '0210'],
  ['0210', 'financial answer', answer],
  ['0220', 'financial advice', advice, '0230'],
  ['0221', 'financial advice, repeat', advice, '0230'],
  ['0230', 'financial advice answer', answer],
  ['0400', 'reversal', reversal, '0410'],
  ['0401', 'reversal, repeat', reversal, '0410'],
  ['0410', 'reversal answer', answer],
  ['0420', 'reversal advice', reversal, '0430'],
  ['0421', 'reversal advice, repeat', reversal, '0430'],
  ['0430', 'reversal advice answer', answer],
  ['0800', 'network management request', networkManagement, '0810'],
  ['0810', 'network management answer', networkManagementAnswer],
];

/** The message table, by message type. */
export const messageTypes: ReadonlyMap<string, MessageType> = new Map(
  rows.map(([mti, name, { mandatory, optional }, answeredBy]) => {
    const fields = new Set([...mandatory, ...optional].sort((left, right) => left - right));
    return [mti, { mti, name, answeredBy, fields, mandatory }];
  }),
);
