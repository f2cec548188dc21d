import { Refusal } from '../refusal';
import { headerBytesOf, lengthForms, type Framing } from './framing';

/**
 * One frame: length, header, message.
 *
 * @throws RangeError when the header is not hexadecimal
 * @throws Refusal `frame_too_long` when the message is larger than the link takes or its length can say
 */
export function frame(message: Uint8Array, framing: Framing): Buffer {
  const form = lengthForms[framing.length];
  const header = headerBytesOf(framing.header?.outgoing);
  const size = header.length + message.length;
  const length = framing.lengthIncludesItself ? size + form.bytes : size;
  if (size > framing.maximumBytes || length > form.largest) {
    const sentence = `A frame of ${size} bytes is larger than the link takes`;
    throw new Refusal({ part: 'frame', code: 'frame_too_long', offset: 0, sentence });
  }
  const bytes = Buffer.alloc(form.bytes + size);
  form.write(bytes, length);
  header.copy(bytes, form.bytes);
  bytes.set(message, form.bytes + header.length);
  return bytes;
}
