import { accessSync, constants } from 'node:fs';
import { wrongValue } from '@mayfly/command-line';

/** The file that an option names. @throws WrongOption when it cannot be read */
export function readableFile(option: string, file: string): string {
  try {
    accessSync(file, constants.R_OK);
    return file;
  } catch {
    throw wrongValue(option, 'a file that can be read', file);
  }
}
