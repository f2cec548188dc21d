import {
  answerTo,
  Codec,
  dump,
  frame,
  FrameSplitter,
  Refusal,
  transmissionOf,
  type Message,
} from '@mayfly/iso8583';
import type { Log } from '@mayfly/process';
import type { Socket } from 'node:net';
import type { Link } from '../links';

/** Answers a request or an advice of this link; undefined when there is nothing to answer. Never throws. */
export type Answerer = (message: Message) => Promise<Message | undefined>;

/** What became of what came over a link. */
export type FrameFate = 'answered' | 'refused' | 'unanswerable' | 'late' | 'undelivered' | 'before_sign_on';

export interface SessionOptions {
  readonly link: Link;
  readonly answer: Answerer;
  readonly clock: { now(): Date };
  readonly log: Log;
  readonly onFate: (fate: FrameFate) => void;
  /** We called: then we sign on. */
  readonly weSignOn: boolean;
}

/** Answers that wait to be sent, in bytes, before nothing more is read. */
const mostUnsentBytes = 1 << 20;
const notSignedOn = '58';

/**
 * One connection of a link, from sign-on to sign-off: takes messages as they come, answers each when its answer is there, and reads
 * no faster than it can answer and send.
 */
export class LinkSession {
  readonly #codec: Codec;
  readonly #splitter: FrameSplitter;
  readonly #inFlight = new Set<Promise<void>>();
  #signedOn = false;
  #refusals = 0;
  #draining = false;
  #stan = 0;
  #idle: NodeJS.Timeout | undefined;
  #echoAsked = false;

  constructor(
    private readonly socket: Socket,
    private readonly options: SessionOptions,
  ) {
    const { dialect, macKey, framing } = options.link;
    this.#codec = new Codec({ dialect, ...(macKey !== undefined && { macKey }) });
    this.#splitter = new FrameSplitter(framing);
    socket.setNoDelay(true);
    socket.setKeepAlive(true, options.link.idleMs);
    socket.on('data', (chunk: Buffer) => {
      this.take(chunk);
    });
    socket.on('drain', () => {
      this.readOn();
    });
    socket.on('close', () => {
      clearTimeout(this.#idle);
    });
    // What went wrong is told by 'close', which follows.
    socket.on('error', (error) =>
      this.options.log.debug({ link: options.link.name, error: error.message }, 'a link failed'),
    );
    this.stayAwake();
    if (options.weSignOn) this.say('001');
  }

  /** Whether traffic may come. */
  get signedOn(): boolean {
    return this.#signedOn;
  }

  /** Takes no more, lets what is in hand be answered, and hangs up. */
  async drain(): Promise<void> {
    this.#draining = true;
    this.socket.pause();
    await Promise.all(this.#inFlight);
    if (this.socket.destroyed) return;
    await new Promise<void>((resolve) => {
      this.socket.once('close', () => {
        resolve();
      });
      this.socket.end(() => this.socket.destroy());
    });
  }

  private take(chunk: Buffer): void {
    this.stayAwake();
    const { messages, refusal } = this.#splitter.push(chunk);
    for (const bytes of messages) this.handle(bytes);
    if (refusal !== undefined) this.hangUp(refusal);
    else if (this.isFull()) this.socket.pause();
  }

  private handle(bytes: Buffer): void {
    if (this.#draining || this.socket.destroyed) return;
    let message: Message;
    try {
      message = this.#codec.unpack(bytes);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.refuse(error);
      return;
    }
    const work = this.respond(message).finally(() => {
      this.#inFlight.delete(work);
      this.readOn();
    });
    this.#inFlight.add(work);
  }

  private async respond(message: Message): Promise<void> {
    const { link, onFate } = this.options;
    if (message.mti === '0810') {
      this.acknowledged(message);
      return;
    }
    if (message.mti === '0800') {
      this.manage(message);
      return;
    }
    if (!this.#signedOn) {
      onFate('before_sign_on');
      this.send(answerTo(message, { 39: notSignedOn }));
      return;
    }
    const arrivedMs = performance.now();
    const answer = await this.options.answer(message);
    // The network has given up by now, and reverses what it does not know the end of.
    if (performance.now() - arrivedMs > link.answerWithinMs) onFate('late');
    else if (this.socket.destroyed || this.socket.writableEnded) onFate('undelivered');
    else {
      onFate(answer === undefined ? 'unanswerable' : 'answered');
      this.send(answer);
    }
  }

  /** Sign-on, sign-off and echo. */
  private manage(message: Message): void {
    const code = message.fields[70];
    const isKnown = code === '001' || code === '002' || code === '301';
    if (code === '001') this.#signedOn = true;
    if (code === '002') this.#signedOn = false;
    this.options.onFate('answered');
    this.send(answerTo(message, { 39: isKnown ? '00' : '30' }));
  }

  /** The answer to what we said ourselves. */
  private acknowledged({ fields }: Message): void {
    this.#echoAsked = false;
    if (fields[70] !== '001') return;
    if (fields[39] === '00') this.#signedOn = true;
    else this.socket.destroy();
  }

  private refuse(refusal: Refusal): void {
    const { link, log, onFate } = this.options;
    const answer = refusal.answer();
    onFate(answer === undefined ? 'unanswerable' : 'refused');
    log.warn(
      {
        link: link.name,
        part: refusal.part,
        offset: refusal.offset,
        code: refusal.code,
        message: dump(refusal),
      },
      refusal.message,
    );
    if (answer !== undefined) this.send(answer);
    this.#refusals += 1;
    if (this.#refusals >= link.mostRefusals) this.socket.destroySoon();
  }

  /** Where the next frame begins nobody can tell. */
  private hangUp(refusal: Refusal): void {
    const { link, log, onFate } = this.options;
    onFate('unanswerable');
    log.warn({ link: link.name, code: refusal.code, offset: refusal.offset }, refusal.message);
    this.socket.destroySoon();
  }

  private say(code: '001' | '301'): void {
    this.#stan = (this.#stan % 999_999) + 1;
    const fields = {
      7: transmissionOf(this.options.clock.now()),
      11: String(this.#stan).padStart(6, '0'),
      70: code,
    };
    this.send({ mti: '0800', fields });
  }

  private send(message: Message | undefined): void {
    if (message === undefined || !this.socket.writable) return;
    this.socket.write(frame(this.#codec.pack(message), this.options.link.framing));
  }

  private isFull(): boolean {
    return (
      this.#inFlight.size >= this.options.link.mostInFlight || this.socket.writableLength > mostUnsentBytes
    );
  }

  private readOn(): void {
    if (this.socket.isPaused() && !this.#draining && !this.isFull()) this.socket.resume();
  }

  /** A line whose other end is gone looks like one that is silent: an echo tells. */
  private stayAwake(): void {
    clearTimeout(this.#idle);
    this.#echoAsked = false;
    this.#idle = setTimeout(() => {
      this.idle();
    }, this.options.link.idleMs);
    this.#idle.unref();
  }

  private idle(): void {
    if (this.#echoAsked || !this.#signedOn) {
      this.socket.destroy();
      return;
    }
    this.say('301');
    this.#echoAsked = true;
    this.#idle = setTimeout(() => {
      this.idle();
    }, this.options.link.idleMs);
    this.#idle.unref();
  }
}
