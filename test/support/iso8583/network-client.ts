import {
  Codec,
  defaultFraming,
  dialects,
  formatCardAcceptorLocation,
  formatPrivateData,
  frame,
  FrameSplitter,
  transmissionOf,
  type CodecOptions,
  type Framing,
  type Message,
} from '@mayfly/iso8583';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What a spec may say of its end of a link. */
export interface ClientOptions extends Partial<CodecOptions> {
  readonly framing?: Framing;
  /** Instead of a plain connection. */
  readonly socket?: Socket;
}

let stan = 0;

/** A trace number that no other message of this run has. */
export function nextStan(): string {
  stan = (stan % 999_999) + 1;
  return String(stan).padStart(6, '0');
}

/** The card network's end of a link: says messages, and gives each its answer by trace number, whatever the order. */
export class NetworkClient {
  readonly #codec: Codec;
  readonly #framing: Framing;
  readonly #waiting = new Map<string, (answer: Message) => void>();
  /** What came that nobody waited for. */
  readonly unexpected: Message[] = [];
  /** The connection was closed. */
  readonly closed: Promise<unknown>;

  private constructor(
    readonly socket: Socket,
    options: ClientOptions,
  ) {
    const { dialect = dialects.asciiBinary, macKey, framing = defaultFraming } = options;
    this.#codec = new Codec({ dialect, ...(macKey !== undefined && { macKey }) });
    this.#framing = framing;
    const splitter = new FrameSplitter(framing);
    this.closed = once(socket, 'close');
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      for (const bytes of splitter.push(chunk).messages) this.heard(this.#codec.unpack(bytes));
    });
  }

  static async connect(port: number, options: ClientOptions = {}): Promise<NetworkClient> {
    const socket = options.socket ?? connect(port, '127.0.0.1');
    if (socket.connecting) await once(socket, 'connect');
    return new NetworkClient(socket, options);
  }

  static async signedOn(port: number, options: ClientOptions = {}): Promise<NetworkClient> {
    const client = await NetworkClient.connect(port, options);
    await client.manage('001');
    return client;
  }

  /** Sign-on 001, sign-off 002, echo 301. */
  manage(code: string): Promise<Message> {
    return this.say({ mti: '0800', fields: { 7: transmissionOf(new Date()), 11: nextStan(), 70: code } });
  }

  /** Sends a message and waits for the answer with its trace number. Rejects when the connection is closed before. */
  say(message: Message): Promise<Message> {
    const lost = this.closed.then(() => {
      throw new Error('the connection was closed');
    });
    const answer = new Promise<Message>((resolve) => {
      this.#waiting.set(message.fields[11] ?? '', resolve);
    });
    this.socket.write(this.bytesOf(message));
    return Promise.race([answer, lost]);
  }

  /** As it travels, length and all. */
  bytesOf(message: Message): Buffer {
    return frame(this.#codec.pack(message), this.#framing);
  }

  async hangUp(): Promise<void> {
    this.socket.destroy();
    await this.closed;
  }

  private heard(message: Message): void {
    const stanOfIt = message.fields[11] ?? '';
    const waiting = this.#waiting.get(stanOfIt);
    this.#waiting.delete(stanOfIt);
    if (waiting === undefined || message.mti === '0800') this.unexpected.push(message);
    else waiting(message);
  }
}

/** A card as a purchase over a link needs it. */
export interface LinkCard {
  readonly number: string;
  readonly expiry: string;
  readonly cvv2: string;
}

/** A purchase of 42.00 EUR at a bookshop, as a network says it; `change` replaces fields, undefined leaves one out. */
export function purchaseMessage(
  card: LinkCard,
  change: Readonly<Record<number, string | undefined>> = {},
  privateData: Readonly<Record<string, string>> = {},
): Message {
  const fields: Record<number, string | undefined> = {
    2: card.number,
    3: '000000',
    4: '000000004200',
    7: transmissionOf(new Date()),
    11: nextStan(),
    14: card.expiry,
    18: '5942',
    19: '276',
    22: '812',
    25: '59',
    32: '400123',
    41: 'WEB00001',
    42: 'NORDICBOOKS'.padEnd(15),
    43: formatCardAcceptorLocation({ name: 'Nordic Books', city: 'Kiel', country: 'DE' }),
    48: formatPrivateData({ '92': card.cvv2, ...privateData }),
    49: '978',
    ...change,
  };
  return {
    mti: '0100',
    fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Record<
      number,
      string
    >,
  };
}
