/** The lines that tell how a start goes: one for each step, with the time that it took. */
import { performance } from 'node:perf_hooks';
import { clearInterval, clearTimeout, setInterval, setTimeout } from 'node:timers';
import { styleText } from 'node:util';

/** Into a log a step says that it is under way when it takes longer than this. */
const longMs = 2_000;
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const live = process.stdout.isTTY === true;
const active = new Map();
let shownLines = 0;
let ticker;

/**
 * Shows a step while it runs, and how long it took. `work` gets a function that changes the note behind the step; the last
 * note stays.
 */
export async function step(title, work) {
  const entry = { startedAt: performance.now(), note: '' };
  active.set(title, entry);
  refresh();
  const long = live ? undefined : setTimeout(() => console.error(`  … ${title}`), longMs);
  try {
    const result = await work((note) => {
      entry.note = note;
      refresh();
    });
    finish(title, styleText('green', '✓'));
    return result;
  } catch (error) {
    finish(title, styleText('red', '✗'));
    throw error;
  } finally {
    clearTimeout(long);
  }
}

/** Prints lines above the steps that still run. */
export function say(text = '') {
  clear();
  console.log(text);
  draw();
}

function finish(title, mark) {
  const { startedAt, note } = active.get(title);
  active.delete(title);
  const line = `  ${mark} ${title.padEnd(20)} ${seconds(startedAt).padStart(7)}   ${styleText('dim', note)}`;
  say(line.trimEnd());
  if (active.size === 0) {
    clearInterval(ticker);
    ticker = undefined;
  }
}

function refresh() {
  if (!live) return;
  ticker ??= setInterval(refresh, 100);
  clear();
  draw();
}

function clear() {
  if (shownLines > 0) process.stdout.write(`\x1b[${shownLines}A\x1b[J`);
  shownLines = 0;
}

function draw() {
  if (!live) return;
  const frame = frames[Math.floor(performance.now() / 100) % frames.length];
  for (const [title, { startedAt, note }] of active) {
    const line = `  ${frame} ${title.padEnd(20)} ${seconds(startedAt).padStart(7)}   ${note}`;
    process.stdout.write(`${line.slice(0, (process.stdout.columns ?? 80) - 1)}\n`);
  }
  shownLines = active.size;
}

function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
