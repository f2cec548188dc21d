import { answerTo } from './answer';
import type { Message, PartialMessage } from './message';

/** Where the fault is: a field's number, or a part that is none. */
export type RefusedPart = number | 'frame' | 'mti' | 'bitmap' | 'message';

/** Why a frame or a message is refused; a code, once given, keeps its meaning. */
export type RefusalCode =
  | 'truncated'
  | 'bytes_left_over'
  | 'mti_unknown'
  | 'bitmap_not_hexadecimal'
  | 'bitmap_secondary_empty'
  | 'field_unknown'
  | 'field_not_allowed'
  | 'field_missing'
  | 'field_length'
  | 'field_characters'
  | 'field_content'
  | 'mac_missing'
  | 'mac_unexpected'
  | 'mac_misplaced'
  | 'mac_wrong'
  | 'frame_length'
  | 'frame_too_long'
  | 'frame_header'
  | 'frame_cut';

/** What a refusal is made of. */
export interface Fault {
  readonly part: RefusedPart;
  readonly code: RefusalCode;
  /** Bytes from the start of the message, or of the frame when `part` is `frame`. */
  readonly offset: number;
  /** One sentence that quotes no value: it may be logged. */
  readonly sentence: string;
}

/** Thrown by the codec, and returned by the frame splitter, for whatever is not to the letter. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly part: RefusedPart;
  readonly code: RefusalCode;
  /** Bytes from the start of the message, or of the frame when `part` is `frame`; 0 for one that was to be packed. */
  readonly offset: number;
  // Private, so that a log that copies an error's properties gets no card number.
  readonly #read: PartialMessage;

  constructor({ part, code, offset, sentence }: Fault, read: PartialMessage = { fields: {} }) {
    super(sentence);
    this.part = part;
    this.code = code;
    this.offset = offset;
    this.#read = read;
  }

  /** What could be read all the same; holds card numbers: show it by `dump` only. */
  get read(): PartialMessage {
    return this.#read;
  }

  /** True when an answer can be built: type and STAN were readable, and the type is one that gets answers. */
  get answerable(): boolean {
    return this.answer() !== undefined;
  }

  /** The answer "format error", DE39 30; undefined when the refusal is not answerable. */
  answer(): Message | undefined {
    return answerTo(this.#read, { 39: '30' });
  }
}
