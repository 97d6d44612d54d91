import { formatCount } from '../format.ts';
import { type Location, type Problem } from '../errors.ts';
import { oneLine } from '../untrusted.ts';
import { type Finding } from '../verdict/finding.ts';
import { judgedOf, notableFindings, type Report } from './report.ts';

/** A line that GitHub shows with the run and, when it is located, in the changed files. */
export interface Annotation {
  readonly level: 'error' | 'warning';
  readonly message: string;
  readonly location: Location | undefined;
}

/** GitHub keeps 10 of a level a step, first come; the verdict and a closing line need two of them. */
const MAX_LOCATED = 8;

/**
 * The findings as annotations, worst first; of those past the limit, how many there are.
 *
 * @param lenient findings do not fail the run, so that they warn
 */
export function renderAnnotations(report: Report, { lenient }: { lenient: boolean }): Annotation[] {
  const findings = judgedOf(report).flatMap((judged) =>
    notableFindings(judged)
      .filter(({ outcome, waiver }) => outcome !== 'waived' || waiver?.endsSoon)
      .map((finding): Annotation => ({
        level: isError(finding) && !lenient ? 'error' : 'warning',
        message: `${judged.name}: ${finding.message}`,
        location: finding.location ?? judged.location,
      })),
  );
  return limit([...findings, ...report.warnings.map(annotateWarning)]);
}

/** The problems of a config as annotations, in the order of the file. */
export function annotateProblems(problems: readonly Problem[]): Annotation[] {
  return limit(problems.map(({ message, location }) => ({ level: 'error', message, location })));
}

function limit(annotations: readonly Annotation[]): Annotation[] {
  const errorsFirst = [
    ...annotations.filter(({ level }) => level === 'error'),
    ...annotations.filter(({ level }) => level === 'warning'),
  ];
  const shown = errorsFirst
    .slice(0, MAX_LOCATED)
    .map((annotation) => ({ ...annotation, message: oneLine(annotation.message) }));
  const more = errorsFirst.length - shown.length;
  if (more === 0) return shown;
  const message = `And ${formatCount(more)} more: the log has them all.`;
  return [...shown, { level: errorsFirst[MAX_LOCATED]?.level ?? 'warning', message, location: undefined }];
}

function isError({ outcome, severity }: Finding): boolean {
  return outcome === 'inconclusive' || (outcome === 'violated' && severity === 'error');
}

function annotateWarning({ message, location }: Problem): Annotation {
  return { level: 'warning', message, location };
}
