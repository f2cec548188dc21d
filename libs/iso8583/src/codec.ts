import { macKeyOf, type MacKey } from './mac/retail-mac';
import type { Message } from './message';
import { pack } from './pack';
import type { Dialect } from './tables/dialects';
import { Unpacking } from './unpack';
import { wireFormatOf, type WireFormat } from './wire/wire-format';

/** How a link writes its messages. */
export interface CodecOptions {
  readonly dialect: Dialect;
  /**
   * The link's key for MACs, 32 hexadecimal digits. With it, every message has a MAC and one without is refused; without it,
   * a message with a MAC is refused, since nobody could tell whether it is right.
   */
  readonly macKey?: string;
}

/** Turns messages into bytes and back, to the letter of the tables, in one dialect. Keeps nothing between two messages. */
export class Codec {
  readonly #format: WireFormat;
  readonly #macKey: MacKey | undefined;

  /** @throws RangeError when the key is not well-formed */
  constructor({ dialect, macKey }: CodecOptions) {
    this.#format = wireFormatOf(dialect);
    this.#macKey = macKey === undefined ? undefined : macKeyOf(macKey);
  }

  /**
   * Reads one message, without its length and header. Whatever is accepted packs to the same bytes again.
   *
   * @throws Refusal for anything that is not to the letter: with place, code, and what could be read
   */
  unpack(bytes: Uint8Array): Message {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return new Unpacking(this.#format, this.#macKey, buffer).unpack();
  }

  /**
   * Writes one message; whatever is packed unpacks to the same message again.
   *
   * @throws Refusal when the message is not as the tables say; its `offset` is 0
   */
  pack(message: Message): Buffer {
    return pack(this.#format, this.#macKey, message);
  }
}
