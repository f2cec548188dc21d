import { accessSync, constants } from 'node:fs';
import { matching, type Option } from '@mayfly/command-line';

/** The name of a file that can be read. */
export const readableFile: Option<string | undefined> = matching('a file that can be read', (file) => {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
});
