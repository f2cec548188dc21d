import { closeSync, openSync, writeSync } from 'node:fs';

const flushAt = 1 << 16;

/** Writes lines to a file, many at a time. */
export class LineWriter {
  private readonly output: number;
  private pending: string[] = [];
  private pendingLength = 0;

  constructor(file: string) {
    this.output = openSync(file, 'w');
  }

  write(line: string): void {
    this.pending.push(line);
    this.pendingLength += line.length;
    if (this.pendingLength >= flushAt) this.flush();
  }

  close(): void {
    this.flush();
    closeSync(this.output);
  }

  private flush(): void {
    if (this.pending.length > 0) writeSync(this.output, `${this.pending.join('\n')}\n`);
    this.pending = [];
    this.pendingLength = 0;
  }
}
