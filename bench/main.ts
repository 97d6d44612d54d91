import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { BARS } from './bars.ts';
import { prepareBundles } from './bundles.ts';
import { createChildren } from './child.ts';
import { type Equipment } from './contest.ts';
import { DOCUMENTS } from './documents.ts';
import { readMachine } from './machine.ts';
import { MEASUREMENTS } from './measurements.ts';
import { renderBars } from './performance.ts';
import {
  type MeasuredRows,
  type Results,
  ROW_NAMES,
  type RowName,
  type Rows,
  type Samples,
  seriesOf,
} from './results.ts';
import { renderTables } from './tables.ts';

/*
 * Measures the gate and its peers on the emulator: npm run bench -- --only NAME,NAME --runs N
 * All rows with the usual runs are written to bench/results.json, and from there into the documents; anything less is
 * only printed.
 */

const RUNS = 5;
const ROOT = process.cwd();
const RESULTS = join(ROOT, 'bench/results.json');
/** What there is of a bench that is under way or broke off. */
const PARTIAL = join(ROOT, 'node_modules/.cache/bench/results.json');

async function main(): Promise<void> {
  // Until all is said: whatever waits for ever ends the process, and must not end it well.
  process.exitCode = 1;
  const { values } = parseArgs({ options: { only: { type: 'string' }, runs: { type: 'string' } } });
  const wanted = values.only?.split(',') ?? ROW_NAMES;
  const names = ROW_NAMES.filter((name) => wanted.includes(name));
  const runs = Number(values.runs ?? RUNS);
  if (names.length !== wanted.length || !Number.isSafeInteger(runs) || runs < 1) {
    say(`--only takes some of ${ROW_NAMES.join(',')}; --runs a number from 1.`);
    process.exitCode = 2;
    return;
  }

  const children = createChildren();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      children.stopAll();
    });
  try {
    const bundles = await prepareBundles(ROOT, children);
    const rows = await measure(names, { bundles, children, say }, runs);
    const measured = BARS.filter(({ row }) => row in rows);
    process.stdout.write(`${renderBars(measured, rows as Rows)}\n`);
    process.exitCode = names.every((name) => name in rows) ? 0 : 1;
    if (values.only === undefined && runs >= RUNS && process.exitCode === 0) await write(rows as Rows);
  } catch (error) {
    process.exitCode = 1;
    say(error instanceof Error ? error.message : String(error));
  } finally {
    children.stopAll();
  }
}

/** One row after the other; one that cannot be measured is told and left out. */
async function measure(names: readonly RowName[], equipment: Equipment, runs: number): Promise<MeasuredRows> {
  let rows: MeasuredRows = {};
  for (const name of names) {
    say(`${name} …`);
    try {
      rows = { ...rows, [name]: await measureRow(name, equipment, runs) };
    } catch (error) {
      say(`${name} could not be measured: ${error instanceof Error ? error.message : String(error)}`);
    }
    await mkdir(dirname(PARTIAL), { recursive: true });
    await writeFile(PARTIAL, JSON.stringify(rows));
  }
  return rows;
}

async function measureRow<Name extends RowName>(
  name: Name,
  equipment: Equipment,
  runs: number,
): Promise<Samples<Name>> {
  return seriesOf(name, await MEASUREMENTS[name](equipment, runs));
}

async function write(rows: Rows): Promise<void> {
  const measuredOn = new Date().toISOString().slice(0, 10);
  const results: Results = { measuredOn, machine: readMachine(), rows };
  await writeFile(RESULTS, `${JSON.stringify(results, undefined, 1)}\n`);
  const tables = await renderTables();
  for (const { path, template, render } of DOCUMENTS) {
    const [text, before] = await Promise.all(
      [template, path].map((name) => readFile(join(ROOT, name), 'utf8')),
    );
    await writeFile(join(ROOT, path), render(text ?? '', results, tables, before ?? ''));
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

void main();
