import { type JunitCase, type JunitSuite, RUN_NAME, suitesOf } from './junitSuites.ts';
import { type Report } from './report.ts';
import { type Xml, xmlDocument, xmlElement } from './xml.ts';

/**
 * The report as JUnit XML, for what shows test results: GitLab, Jenkins, actions of GitHub. How they read it:
 * https://docs.gitlab.com/ci/testing/unit_test_reports/,
 * https://github.com/jenkinsci/junit-plugin/blob/master/src/main/java/hudson/tasks/junit/CaseResult.java,
 * https://github.com/mikepenz/action-junit-report/blob/main/src/testParser.ts
 */
export function renderJunit(report: Report): string {
  // In UTC: not all readers take a zone, or fractions of a second.
  const timestamp = report.startedAt.toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length);
  const suites = suitesOf(report);
  const { tests, failures, errors } = countOf(suites.flatMap(({ cases }) => cases));
  return xmlDocument(
    xmlElement(
      'testsuites',
      { name: RUN_NAME, tests, failures, errors },
      suites.map((suite) => suiteElement(suite, timestamp)),
    ),
  );
}

function suiteElement({ name, cases }: JunitSuite, timestamp: string): Xml {
  return xmlElement(
    'testsuite',
    { name, ...countOf(cases), timestamp },
    cases.map((each) => caseElement(each, name)),
  );
}

function countOf(cases: readonly JunitCase[]): Record<'tests' | 'failures' | 'errors' | 'skipped', number> {
  const count = (kind: JunitCase['result']['kind']): number =>
    cases.filter(({ result }) => result.kind === kind).length;
  return {
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
}

/** Without a time: how long an assertion takes is not measured. */
function caseElement({ name, file, line, result }: JunitCase, suite: string): Xml {
  // GitLab shows the name of the class as that of the suite.
  return xmlElement('testcase', { name, classname: suite, file, line }, resultElements(result));
}

function resultElements(result: JunitCase['result']): Xml[] {
  switch (result.kind) {
    case 'passed':
      return result.output === undefined ? [] : [xmlElement('system-out', {}, asOutput(result.output))];
    case 'failure':
    case 'error':
      return [xmlElement(result.kind, { message: result.message, type: result.type }, result.details)];
    case 'skipped': {
      // GitLab reads the text, and Jenkins the attribute:
      // https://gitlab.com/gitlab-org/gitlab/-/blob/master/lib/gitlab/ci/parsers/test/junit.rb
      const message = asOutput(result.message);
      return [xmlElement('skipped', { message }, message)];
    }
  }
}

/** Without what readers take for the path of a file, or for a property of the case: `[[ATTACHMENT|path]]`. */
function asOutput(text: string): string {
  return text.replace(/\[(?=\[)/g, '[ ');
}
