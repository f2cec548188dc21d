import { existsSync, readFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { Statement } from './statement';

/**
 * Reads a statement from the `.sql` file beside the code that runs it.
 *
 * @param dirname the caller's `__dirname`; from compiled code in `dist/…` the file is found in `src/…`
 * @param fileName for instance `request-authorization.sql`
 * @throws when there is no such file: at start, not at the first purchase
 */
export function loadStatement(dirname: string, fileName: string): Statement {
  const beside = join(dirname, fileName);
  const path = existsSync(beside) ? beside : join(sourceFolderOf(dirname), fileName);
  return new Statement(basename(fileName, '.sql'), readFileSync(path, 'utf8'));
}

function sourceFolderOf(dirname: string): string {
  const parts = dirname.split(sep);
  const dist = parts.lastIndexOf('dist');
  return dist === -1 ? dirname : parts.with(dist, 'src').join(sep);
}
