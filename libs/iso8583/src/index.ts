export { Codec, type CodecOptions } from './codec';
export { answerTo } from './answer';
export { dump, maskNumber } from './dump';
export type { Message, PartialMessage } from './message';
export { Refusal, type Fault, type RefusalCode, type RefusedPart } from './refusal';
export { frame } from './framing/frame';
export { FrameSplitter, type Split } from './framing/frame-splitter';
export { defaultFraming, type Framing } from './framing/framing';
export { dialects, type Dialect } from './tables/dialects';
export { fields, type CharacterClass, type Field } from './tables/fields';
export { messageTypes, type MessageType } from './tables/messages';
export { privateElements, type PrivateElement } from './tables/private-elements';
export {
  formatAdditionalAmounts,
  parseAdditionalAmounts,
  type AdditionalAmount,
} from './elements/additional-amounts';
export {
  formatCardAcceptorLocation,
  parseCardAcceptorLocation,
  type CardAcceptorLocation,
} from './elements/card-acceptor-location';
export {
  formatOriginalDataElements,
  parseOriginalDataElements,
  type OriginalDataElements,
} from './elements/original-data-elements';
export { formatPrivateData, parsePrivateData, type PrivateData } from './elements/private-data';
export {
  formatReplacementAmounts,
  parseReplacementAmounts,
  type ReplacementAmounts,
} from './elements/replacement-amounts';
export { instantOf, transmissionOf } from './elements/transmission';
