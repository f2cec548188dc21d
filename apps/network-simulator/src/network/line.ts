import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import {
  answerTo,
  Codec,
  defaultFraming,
  type Dialect,
  frame,
  FrameSplitter,
  type Message,
  transmissionOf,
} from '@mayfly/iso8583';
import { Unanswered, unanswered } from './unanswered';

/** Where a line leads, and how it speaks. */
export interface LineAddress {
  readonly host: string;
  readonly port: number;
  readonly dialect: Dialect;
}

/** As long as networks wait. */
const answerTimeoutMs = 10_000;
const mostInFlight = 200;
const tries = 5;
const firstPauseMs = 100;

interface Waiting {
  readonly socket: Socket;
  readonly answered: (answer: Message) => void;
  readonly lost: (why: Unanswered) => void;
}

/**
 * A network's end of a line: signs on, says messages as they come and gives each its answer by type and trace number, in whatever
 * order they come back. When the line goes down, what was in flight is unanswered and the next message calls anew.
 */
export class Line {
  readonly #codec: Codec;
  readonly #waiting = new Map<string, Waiting[]>();
  #inFlight = 0;
  #socket: Promise<Socket> | undefined;
  /** What that came to. */
  #signedOn: Socket | undefined;
  #stan = 0;

  constructor(private readonly address: LineAddress) {
    this.#codec = new Codec({ dialect: address.dialect });
  }

  /** Calls and signs on, before anything is to be said. @throws Unanswered when nobody can be reached */
  async signOn(): Promise<void> {
    await this.signedOn();
  }

  /** @throws Unanswered when nobody can be reached, the line goes down, no answer comes in 10 s, or too many wait already */
  async say(message: Message): Promise<Message> {
    const socket = await this.signedOn();
    return this.exchange(socket, message);
  }

  /** As {@link say}, but cuts the line in the middle of the frame. */
  async cutOff(message: Message): Promise<void> {
    const socket = await this.signedOn();
    const bytes = frame(this.#codec.pack(message), defaultFraming);
    socket.write(bytes.subarray(0, Math.ceil(bytes.length / 2)));
    await this.hangUp(socket);
  }

  /** Signs off and hangs up. */
  async close(): Promise<void> {
    if (this.#socket === undefined) return;
    const socket = await this.#socket;
    await this.exchange(socket, this.management('002')).catch(() => undefined);
    await this.hangUp(socket);
  }

  /** One call at a time, whoever asks for it. */
  private async signedOn(): Promise<Socket> {
    const calling = (this.#socket ??= this.call());
    try {
      return await calling;
    } catch (error) {
      if (this.#socket === calling) this.#socket = undefined;
      throw error;
    }
  }

  private async call(): Promise<Socket> {
    const { host, port } = this.address;
    for (let failed = 0; ; failed += 1) {
      const socket = connect(port, host);
      try {
        await once(socket, 'connect');
        this.listenTo(socket);
        const { fields } = await this.exchange(socket, this.management('001'));
        if (fields[39] === '00' && !socket.destroyed) return (this.#signedOn = socket);
        throw new Error(`sign-on was answered ${fields[39] ?? 'without a code'}`);
      } catch (error) {
        socket.destroy();
        const { why, message } = unanswered(error);
        if (failed + 1 >= tries) throw new Unanswered(why, `${host}:${port} cannot be reached: ${message}`);
        await pause(firstPauseMs * 2 ** failed);
      }
    }
  }

  private listenTo(socket: Socket): void {
    const splitter = new FrameSplitter(defaultFraming);
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => {
      const { messages, refusal } = splitter.push(chunk);
      for (const bytes of messages) this.heard(socket, bytes);
      if (refusal !== undefined) socket.destroy();
    });
    // What went wrong is told by 'close', which follows.
    socket.on('error', () => undefined);
    socket.once('close', () => {
      // Whoever calls meanwhile has another.
      if (this.#signedOn === socket) this.#socket = this.#signedOn = undefined;
      const lost = [...this.#waiting.values()].flat().filter((one) => one.socket === socket);
      for (const one of lost) one.lost(new Unanswered('the line went down'));
    });
  }

  private heard(socket: Socket, bytes: Buffer): void {
    const message = this.#codec.unpack(bytes);
    if (message.mti === '0800') {
      const answer = answerTo(message, { 39: '00' });
      if (answer !== undefined) socket.write(frame(this.#codec.pack(answer), defaultFraming));
      return;
    }
    this.#waiting.get(matchOf(message))?.shift()?.answered(message);
  }

  private async exchange(socket: Socket, message: Message): Promise<Message> {
    if (this.#inFlight >= mostInFlight)
      throw new Unanswered('too many in flight', `${mostInFlight} messages wait already`);
    this.#inFlight += 1;
    const match = matchOf(message);
    let timer: NodeJS.Timeout | undefined;
    let waiting: Waiting | undefined;
    try {
      return await new Promise<Message>((answered, lost) => {
        waiting = { socket, answered, lost };
        this.#waiting.set(match, [...(this.#waiting.get(match) ?? []), waiting]);
        timer = setTimeout(() => {
          lost(new Unanswered('no answer within 10 s'));
        }, answerTimeoutMs);
        socket.write(frame(this.#codec.pack(message), defaultFraming));
      });
    } finally {
      clearTimeout(timer);
      this.#inFlight -= 1;
      const left = this.#waiting.get(match)?.filter((one) => one !== waiting) ?? [];
      if (left.length === 0) this.#waiting.delete(match);
      else this.#waiting.set(match, left);
    }
  }

  private async hangUp(socket: Socket): Promise<void> {
    if (socket.destroyed) return;
    // Not once(): others may write to it still, and fail.
    const closed = new Promise((close) => socket.once('close', close));
    socket.destroySoon();
    await closed;
  }

  private management(code: '001' | '002'): Message {
    this.#stan += 1;
    const fields = { 7: transmissionOf(new Date()), 11: String(this.#stan).padStart(6, '0'), 70: code };
    return { mti: '0800', fields };
  }
}

/** Version, class and function are those of the message; its origin and whether it is an answer are not. */
function matchOf({ mti, fields }: Message): string {
  const answered = Number(mti[2]) & ~1;
  return `${mti.slice(0, 2)}${answered} ${fields[11] ?? ''}`;
}
