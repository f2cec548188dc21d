import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findLuhnNumbers } from '@mayfly/card-number';
import { topics } from '@mayfly/contracts';
import { readTopics } from '@mayfly/messaging';
import type { Pool } from '@mayfly/postgres';
import { rowsByTable } from './rows-by-table';
import type { RunningMayfly } from './running-mayfly';

/** The range that a system of the tests mints its numbers from. */
const iins = ['99990000'];
/** A field of that name with a value: `"cvv2":"123"`, `cvv2=123`, also inside JSON that was quoted once more. */
const securityCode = /cvv2?\\*["']?\s*[:=]\s*\\*["']?\d{3}/i;

/** Looks through everything that the system wrote; the places where it found a full card number or a security code. */
export async function findCardData(mayfly: RunningMayfly): Promise<string[]> {
  return [
    ...(await inTopics(mayfly)),
    ...inLogs(mayfly.system.logDir),
    ...(await inDatabase('card database', mayfly.cards)),
    ...(await inDatabase('assessment database', mayfly.assessments)),
  ];
}

/** From the beginning: keys, values and headers, dead letters included. */
async function inTopics({ kafka }: RunningMayfly): Promise<string[]> {
  const places: string[] = [];
  const names = topics.map(({ name }) => name);
  await readTopics(kafka, names, (records) => {
    for (const { topic, key, value, headers } of records) {
      const parts = [key, value, ...Object.values(headers)].map((bytes) => bytes?.toString() ?? '');
      if (parts.some(holdsCardData)) places.push(`topic ${topic}`);
    }
  });
  return places;
}

function inLogs(directory: string): string[] {
  return readdirSync(directory)
    .filter((file) => holdsCardData(readFileSync(join(directory, file), 'utf8')))
    .map((file) => `log ${file}`);
}

async function inDatabase(database: string, pool: Pool): Promise<string[]> {
  return Object.entries(await rowsByTable(pool))
    .filter(([, rows]) => rows.some(holdsCardData))
    .map(([table]) => `${database}, ${table}`);
}

function holdsCardData(text: string): boolean {
  return findLuhnNumbers(text, iins).length > 0 || securityCode.test(text);
}
