import { Refusal, type RefusalCode } from '../refusal';
import { headerBytesOf, lengthForms, type Framing } from './framing';

/** What came out of some bytes of a stream. */
export interface Split {
  /** The messages that are complete, in order, without length and header. */
  readonly messages: readonly Buffer[];
  /** Why the stream can be read no further. The messages before it are good. */
  readonly refusal?: Refusal;
}

const firstCapacity = 256;

/**
 * Cuts the bytes of one direction of a link into messages, however they are cut into segments.
 *
 * It holds the bytes of one unfinished frame at most, and makes room for them only as they come: a length alone costs
 * nothing. After a refusal it takes nothing more, as nobody can tell where the next frame begins.
 */
export class FrameSplitter {
  readonly #framing: Framing;
  readonly #lengthBytes: number;
  readonly #header: Buffer;
  #held = Buffer.alloc(firstCapacity);
  #heldBytes = 0;
  #refusal: Refusal | undefined;

  /** @throws RangeError when the header is not hexadecimal */
  constructor(framing: Framing) {
    this.#framing = framing;
    this.#lengthBytes = lengthForms[framing.length].bytes;
    this.#header = headerBytesOf(framing.header?.incoming);
  }

  /** Bytes of an unfinished frame. */
  get heldBytes(): number {
    return this.#heldBytes;
  }

  /** Takes the next bytes of the stream. */
  push(chunk: Uint8Array): Split {
    const messages: Buffer[] = [];
    let offset = 0;
    while (offset < chunk.length && this.#refusal === undefined) {
      // First up to the end of the length, then up to the end of the frame, never beyond.
      const wanted = this.#wantedBytes() - this.#heldBytes;
      const taken = chunk.subarray(offset, offset + wanted);
      this.#hold(taken);
      offset += taken.length;
      const message = this.#finished();
      if (message !== undefined) messages.push(message);
    }
    return { messages, ...(this.#refusal !== undefined && { refusal: this.#refusal }) };
  }

  /** The stream has ended: refused when it did so inside a frame, or was refused before. */
  end(): Refusal | undefined {
    if (this.#heldBytes > 0) this.#refuse('frame_cut', this.#heldBytes, 'The stream ends inside a frame');
    return this.#refusal;
  }

  #wantedBytes(): number {
    if (this.#heldBytes < this.#lengthBytes) return this.#lengthBytes;
    return this.#lengthBytes + (this.#bodyBytes() ?? 0);
  }

  /** Bytes of header and message; undefined when the length held is none. */
  #bodyBytes(): number | undefined {
    const length = lengthForms[this.#framing.length].read(this.#held);
    return length !== undefined && this.#framing.lengthIncludesItself ? length - this.#lengthBytes : length;
  }

  #finished(): Buffer | undefined {
    if (this.#heldBytes < this.#lengthBytes) return undefined;
    const bodyBytes = this.#bodyBytes();
    if (this.#heldBytes === this.#lengthBytes) this.#checkLength(bodyBytes);
    this.#checkHeader();
    if (this.#refusal !== undefined || this.#heldBytes < this.#wantedBytes()) return undefined;
    const message = Buffer.from(
      this.#held.subarray(this.#lengthBytes + this.#header.length, this.#heldBytes),
    );
    this.#heldBytes = 0;
    return message;
  }

  #checkLength(bodyBytes: number | undefined): void {
    const { maximumBytes } = this.#framing;
    if (bodyBytes === undefined) {
      this.#refuse('frame_length', 0, 'The length of a frame is no number');
    } else if (bodyBytes <= this.#header.length) {
      this.#refuse('frame_length', 0, 'The length of a frame leaves no room for a message');
    } else if (bodyBytes > maximumBytes) {
      const sentence = `A frame of ${bodyBytes} bytes is larger than the ${maximumBytes} that the link takes`;
      this.#refuse('frame_too_long', 0, sentence);
    }
  }

  #checkHeader(): void {
    const held = this.#held.subarray(
      this.#lengthBytes,
      Math.min(this.#heldBytes, this.#lengthBytes + this.#header.length),
    );
    if (!held.equals(this.#header.subarray(0, held.length))) {
      this.#refuse('frame_header', this.#lengthBytes, "A frame has not the link's header");
    }
  }

  #hold(bytes: Uint8Array): void {
    const needed = this.#heldBytes + bytes.length;
    if (needed > this.#held.length) {
      const limit = this.#lengthBytes + this.#framing.maximumBytes;
      const larger = Buffer.alloc(Math.min(limit, Math.max(needed, 2 * this.#held.length)));
      this.#held.copy(larger, 0, 0, this.#heldBytes);
      this.#held = larger;
    }
    this.#held.set(bytes, this.#heldBytes);
    this.#heldBytes = needed;
  }

  #refuse(code: RefusalCode, offset: number, sentence: string): void {
    this.#refusal ??= new Refusal({ part: 'frame', code, offset, sentence });
    this.#heldBytes = 0;
  }
}
