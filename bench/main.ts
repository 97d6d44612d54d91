import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { BARS, findUntold } from './bars.ts';
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
 * Rows with the usual runs are written to bench/results.json, where others of the same day and machine stay, and from
 * there into the documents, if each bar is held or says why not; anything less is only printed. Without measuring again:
 * npm run bench -- --written
 */

const RUNS = 5;
const ROOT = process.cwd();
const RESULTS = join(ROOT, 'bench/results.json');
/** What there is of a bench that is under way or broke off. */
const PARTIAL = join(ROOT, 'node_modules/.cache/bench/results.json');

async function main(): Promise<void> {
  // Until all is said: whatever waits for ever ends the process, and must not end it well.
  process.exitCode = 1;
  const { values } = parseArgs({
    options: { only: { type: 'string' }, runs: { type: 'string' }, written: { type: 'boolean' } },
  });
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
    if (values.written === true) {
      await finish(JSON.parse(await readFile(RESULTS, 'utf8')) as Results);
      return;
    }
    const bundles = await prepareBundles(ROOT, children);
    const measured = await measure(names, { bundles, children, say }, runs);
    const occasion = { measuredOn: new Date().toISOString().slice(0, 10), machine: readMachine() };
    const rows = { ...(await readRows(occasion)), ...measured };
    const isMeasured = names.every((name) => name in measured);
    if (isMeasured && runs >= RUNS && ROW_NAMES.every((name) => name in rows)) {
      const results: Results = { ...occasion, rows: rows as Rows };
      await writeFile(RESULTS, `${JSON.stringify(results, undefined, 1)}\n`);
      await finish(results);
    } else process.exitCode = tell(measured) && isMeasured ? 0 : 1;
  } catch (error) {
    process.exitCode = 1;
    say(error instanceof Error ? error.message : String(error));
  } finally {
    children.stopAll();
  }
}

/** The rows that were written on the same day and machine; none where there are none. */
async function readRows(occasion: Omit<Results, 'rows'>): Promise<MeasuredRows> {
  const text = await readFile(RESULTS, 'utf8').catch(() => undefined);
  if (text === undefined) return {};
  const { rows, ...other } = JSON.parse(text) as Results;
  return isDeepStrictEqual(other, occasion) ? rows : {};
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

/** Prints the bars that were measured. Whether each is held, or says why not. */
function tell(rows: MeasuredRows): boolean {
  const measured = BARS.filter(({ row }) => row in rows);
  process.stdout.write(`${renderBars(measured, rows as Rows)}\n`);
  const untold = findUntold(measured, rows as Rows);
  untold.forEach(say);
  return untold.length === 0;
}

/** Tells results, and writes them into the documents unless a bar is missed without a reason. */
async function finish(results: Results): Promise<void> {
  if (!tell(results.rows)) {
    say(
      'No document was written: bench/results.json has what was measured. Then: npm run bench -- --written',
    );
    return;
  }
  await writeDocuments(results);
  process.exitCode = 0;
}

async function writeDocuments(results: Results): Promise<void> {
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
