import { parseJson } from '../jsonText.ts';
import { MAX_DEPTH } from '../limits.ts';
import { maskAddresses } from '../mailAddress.ts';
import { isNestedDeeper } from '../nesting.ts';
import { describePredicate } from '../predicate.ts';
import { oneLine, quote } from '../untrusted.ts';
import { restoreReport } from './restore.ts';
import { type Report } from './report.ts';
import { type ReportJson, reportSchema } from './reportSchema.ts';

/** A report that was read back, or why there is none: a sentence or two that name the file and what to do. */
export type ParsedReport =
  | { readonly kind: 'report'; readonly path: string; readonly report: Report }
  | { readonly kind: 'problem'; readonly message: string };

/**
 * Reads a report.json of this version of the gate, but for the snapshot, which is not in it. Never throws; everything
 * in it is untrusted: texts are made fit to be shown again, and a verdict is the worse of the one that it tells and the
 * one that its findings give.
 *
 * @param path for messages
 */
export function parseReport(text: string, path: string): ParsedReport {
  const value = isNestedDeeper(text, MAX_DEPTH) ? undefined : parseJson(text);
  if (value === undefined) {
    return problem(path, 'is no JSON, or not all of it: have its job write it again');
  }
  const { data, error } = reportSchema.safeParse(value, { error: describePredicate });
  if (error === undefined && placesOf(data).every((place) => place < data.people.length)) {
    return { kind: 'report', path, report: fitToShow(restoreReport(data)) };
  }
  if (!isObject(value) || !('schema_version' in value)) {
    return problem(path, 'is no report: give the path of the report.json that a job wrote');
  }
  const [issue] = error?.issues ?? [];
  const where = issue === undefined ? 'people' : issue.path.join('.');
  const what = issue === undefined ? 'are not all there' : issue.message;
  const mistake = where === '' ? '' : ` (${where} ${what})`;
  return problem(
    path,
    `was written by another version of the gate, or changed since${mistake}: have every job use the same version`,
  );
}

function problem(path: string, what: string): ParsedReport {
  return { kind: 'problem', message: `The report ${quote(path)} ${what}.` };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** The places in the list of people to which findings and changes refer. */
function placesOf({ tests, application_checks: checks, terraform_plan: plan }: ReportJson): number[] {
  const findings = [...tests, ...checks, ...(plan ? [plan] : [])].flatMap((judged) => judged.findings);
  return [
    ...findings.flatMap(({ concerned }) => concerned),
    ...tests.flatMap(({ changes }) => changes?.moves ?? []),
  ].map(({ people }) => people);
}

/**
 * The same with every text on one line and, unless people are told in full, without any address. Who shares people
 * still does.
 */
function fitToShow(report: Report): Report {
  const fit = (text: string): string =>
    report.identities === 'full' ? oneLine(text) : maskAddresses(oneLine(text));
  const known = new Map<object, unknown>();
  const visit = (value: unknown): unknown => {
    if (typeof value === 'string') return fit(value);
    if (!isObject(value) || value instanceof Date) return value;
    const fitting = known.get(value) ?? copy(value);
    known.set(value, fitting);
    return fitting;
  };
  const copy = (value: object): unknown =>
    Array.isArray(value)
      ? value.map(visit)
      : Object.fromEntries(Object.entries(value).map(([key, member]) => [key, visit(member)]));
  // Only texts change, and what they may be is checked already.
  return visit(report) as Report;
}
