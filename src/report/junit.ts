import junitReportBuilder, { type Builder, type TestCase } from 'junit-report-builder';
import { type JunitCase, RUN_NAME, suitesOf } from './junitSuites.ts';
import { type Report } from './report.ts';

/** The package is the builder itself, of which its types say that it is in the package. */
const exported: unknown = junitReportBuilder;
const BUILDER = exported as Builder;

/**
 * The report as JUnit XML, for what shows test results: GitLab, Jenkins, actions of GitHub. How they read it:
 * https://docs.gitlab.com/ci/testing/unit_test_reports/,
 * https://github.com/jenkinsci/junit-plugin/blob/master/src/main/java/hudson/tasks/junit/CaseResult.java,
 * https://github.com/mikepenz/action-junit-report/blob/main/src/testParser.ts
 */
export function renderJunit(report: Report): string {
  const document = BUILDER.newBuilder().name(RUN_NAME);
  // In UTC: not all readers take a zone, or fractions of a second.
  const timestamp = report.startedAt.toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length);
  for (const { name, cases } of suitesOf(report)) {
    const suite = document.testSuite().name(name).timestamp(timestamp).time(NO_TIME);
    for (const each of cases) {
      // GitLab shows the name of the class as that of the suite.
      addResult(suite.testCase().className(name).name(each.name).time(NO_TIME), each);
    }
  }
  return `${document.build()}\n`;
}

/** How long an assertion takes is not measured, and some readers show something odd where there is no time. */
const NO_TIME = 0;

function addResult(testCase: TestCase, { file, result }: JunitCase): void {
  if (file !== undefined) testCase.file(file);
  switch (result.kind) {
    case 'passed':
      if (result.output !== undefined) addOutput(testCase, result.output);
      return;
    case 'failure':
      testCase.failure(result.message, result.type).stacktrace(asData(result.details));
      return;
    case 'error':
      testCase.error(result.message, result.type, asData(result.details));
      return;
    case 'skipped':
      addOutput(testCase.skipped(), result.message);
      return;
  }
}

/** Without what readers take for the path of a file, or for a property of the case: `[[ATTACHMENT|path]]`. */
function addOutput(testCase: TestCase, text: string): void {
  testCase.standardOutput(asData(text.replace(/\[(?=\[)/g, '[ ')));
}

/**
 * Without the end of a CDATA section, of which the builder lets all but the first through:
 * https://github.com/oozcitak/xmlbuilder-js/blob/master/src/XMLStringifier.coffee
 */
function asData(text: string): string {
  return text.replaceAll(']]>', ']] >');
}
