/** What an option of a command takes, and what holds where it is not given. */
export type Option<Value> = {
  /** What its value has to be, in words as `a whole number from 1 to 9`; undefined for an option that stands alone. */
  readonly be?: string | undefined;
  /** Undefined when the text is not what it has to be. */
  readonly read: (text: string) => Value | undefined;
  /** It may be given several times: what is read are the items that one of them adds. */
  readonly isMany?: true;
} & ({ readonly otherwise: Value } | { readonly isRequired: true });

/** Any text but none. */
export function text<Otherwise extends string | undefined = undefined>(
  be: string,
  otherwise?: Otherwise,
): Option<string | Otherwise> {
  return { be, otherwise: otherwise as Otherwise, read: (given) => (given === '' ? undefined : given) };
}

/** A text of which something holds. */
export function matching(be: string, matches: (text: string) => boolean): Option<string | undefined> {
  return { be, otherwise: undefined, read: (given) => (matches(given) ? given : undefined) };
}

/** One of these words. */
export function oneOf<const Word extends string>(words: readonly Word[], otherwise: Word): Option<Word> {
  return {
    be: `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`,
    otherwise,
    read: (given) => words.find((word) => word === given),
  };
}

/** A whole number in digits, both bounds included. */
export function whole<Otherwise extends number | undefined = undefined>(
  least: number,
  most: number,
  otherwise?: Otherwise,
): Option<number | Otherwise> {
  return {
    be: `a whole number from ${least} to ${most}`,
    otherwise: otherwise as Otherwise,
    read: (given) => (/^\d{1,16}$/.test(given) ? within(Number(given), least, most) : undefined),
  };
}

/** It stands alone. */
export const flag: Option<boolean> = { otherwise: false, read: () => undefined };

/** The same option, which has to be given. */
export function required<Value>({ be, read }: Option<Value | undefined>): Option<Value> {
  return { be, read, isRequired: true };
}

/** The same option, which may be given several times; none where it is not given. */
export function many<Value>({ be, read }: Option<Value | undefined>): Option<readonly Value[]> {
  return {
    be,
    isMany: true,
    otherwise: [],
    read: (given) => {
      const item = read(given);
      return item === undefined ? undefined : [item];
    },
  };
}

function within(value: number, least: number, most: number): number | undefined {
  return value >= least && value <= most ? value : undefined;
}
