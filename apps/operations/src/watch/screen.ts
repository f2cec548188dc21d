/** Where lines go: a terminal with a foot that stays at the bottom, or a pipe without one. */
export interface Screen {
  line(text: string): void;
  footer(text: string): void;
}

const clearLine = '\r\u001b[2K';

/** A screen on a stream: the foot is redrawn under each new line where the stream is a terminal, and left out elsewhere. */
export function openScreen(stream: NodeJS.WriteStream): Screen {
  if (!stream.isTTY) return { line: (text) => void stream.write(`${text}\n`), footer: () => undefined };
  let foot = '';
  return {
    line: (text) => void stream.write(`${clearLine}${text}\n${foot}`),
    footer: (text) => {
      foot = text;
      stream.write(`${clearLine}${foot}`);
    },
  };
}
