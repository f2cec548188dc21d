/**
 * A message as plain values: the fields by number, each as text without its length and without its encoding.
 *
 * Text is exactly what travels: numbers keep their leading zeros (`000000004200`), characters keep the spaces that fill them
 * up. The bitmap and the MAC are not part of it: the codec makes and checks them.
 */
export interface Message {
  /** Message type, four digits: `0100`. */
  readonly mti: string;
  readonly fields: Readonly<Record<number, string>>;
}

/** What could be read of a message that was refused: every field in it is valid by itself. */
export interface PartialMessage {
  readonly mti?: string;
  readonly fields: Readonly<Record<number, string>>;
}
