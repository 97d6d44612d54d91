import { describe, expect, it } from '@jest/globals';
import { renderJunit } from '../../src/report/junit.ts';
import { applyWaiver } from '../../src/verdict/waiver.ts';
import { aWaiver } from '../support/assertions.ts';
import { FAMILIES, HOSTILE } from '../support/hostile.ts';
import { reportFullOf } from '../support/hostileReport.ts';
import { denyEffects, seenOf } from '../support/inert.ts';
import { TODAY } from '../support/judged.ts';
import { denyProblems, type Element, readXml } from '../support/junit.ts';
import { aFinding, aReport, aTestReport } from '../support/report.ts';

const VIOLATED = aFinding({ outcome: 'violated' });
/** Would be a case that passes, if it got out of where texts are. */
const OUT = 'a]]>b]]></failure></testcase><testcase classname="x" name="x" time="0"/>';
const WAIVED = applyWaiver(VIOLATED, aWaiver(), TODAY);

/** The elements of a document, without its texts. */
function shapeOf({ name, attributes, children }: Element): unknown {
  return { name, attributes: Object.keys(attributes), children: children.map(shapeOf) };
}

function countOf(suite: Element, kind: string): number {
  const inCases = suite.children.flatMap(({ children }) => children);
  return inCases.filter(({ name }) => name === kind).length;
}

describe('the XML', () => {
  it('counts what is in it, and has the time of the run in UTC', () => {
    const findings = [VIOLATED, VIOLATED, WAIVED, aFinding({ outcome: 'inconclusive' }), aFinding()];
    const root = readXml(renderJunit(aReport({ tests: [aTestReport({ findings }), aTestReport()] })));
    expect(root.attributes).toEqual({ name: 'Access policy gate', tests: '6', failures: '2', errors: '1' });
    for (const suite of root.children) {
      expect(suite.attributes).toMatchObject({ timestamp: '2026-11-21T12:00:00' });
      expect(suite.attributes).toMatchObject({
        tests: String(suite.children.length),
        failures: String(countOf(suite, 'failure')),
        errors: String(countOf(suite, 'error')),
        skipped: String(countOf(suite, 'skipped')),
      });
    }
  });

  it('names the suite of each case as its class, and its file and line, and no time that is not known', () => {
    const [suite] = readXml(renderJunit(aReport())).children;
    expect(suite?.children[0]?.attributes).toEqual({
      name: 'percent_blocked: at most 10 %',
      classname: 'Grafana',
      file: '.github/access-policy-gate.yml',
      line: '7',
    });
  });

  it('is well-formed and keeps to the schema, whatever texts there are in it', async () => {
    const documents = [...HOSTILE, OUT, ']]', '<![CDATA[', '&', '"', "'", ''].map((text) =>
      renderJunit({ ...reportFullOf(text), missing: [text, text], untested: text }),
    );
    for (const document of documents) denyEffects('JUnit XML', document);
    await denyProblems(documents);
  }, 60_000);

  const some = [OUT, ...Object.values(FAMILIES).flatMap((texts) => texts.slice(0, 4))].map((text) => [text]);

  it.each(some)('has the elements of a harmless one, and the whole text, with %j in it', (text) => {
    const root = readXml(renderJunit(reportFullOf(text)));
    expect(shapeOf(root)).toEqual(shapeOf(readXml(renderJunit(reportFullOf('harmless')))));
    const shown = (value = ''): string => value.replace(/ +/g, ' ').trim();
    expect(shown(root.children[0]?.attributes['name'])).toBe(seenOf(text) || 'without a name');
    expect(shown(root.text)).toContain(`Expected: ${seenOf(text)}`);
  });

  it('says why a case is skipped to readers of the attribute and to those of the text', () => {
    const document = renderJunit(aReport({ tests: [aTestReport({ findings: [WAIVED] })] }));
    const [reason] = readXml(document).children[0]?.children[0]?.children ?? [];
    expect(reason).toMatchObject({ name: 'skipped', text: WAIVED.message });
    expect(reason?.attributes).toEqual({ message: WAIVED.message });
  });

  it('has no tag in an output by which a reader would take a text for a path', () => {
    const message = 'Policy "[[ATTACHMENT|/etc/passwd]] [[PROPERTY|a=b]]" lets everyone in.';
    const warning = { ...VIOLATED, severity: 'warning', message } as const;
    const waived = applyWaiver({ ...VIOLATED, message }, aWaiver(), TODAY);
    const document = renderJunit(aReport({ tests: [aTestReport({ findings: [warning, waived] })] }));
    expect(document).toContain('ATTACHMENT|/etc/passwd]]');
    expect(document).not.toContain('[[');
  });
});

const BAD: readonly (readonly [what: string, change: (document: string) => string])[] = [
  ['no count of failures', (document) => document.replace(/ failures="\d+"/, '')],
  ['a count that is none', (document) => document.replace(/errors="\d+"/, 'errors="none"')],
  ['no name of a suite', (document) => document.replace(/<testsuite name="[^"]*"/, '<testsuite')],
  ['no name of a case', (document) => document.replace(/<testcase name="[^"]*"/, '<testcase')],
  ['an empty class name', (document) => document.replace(/classname="[^"]*"/, 'classname=""')],
  ['a name twice', (document) => document.replace(/ \(2\)"/, '"')],
  ['a suite twice', (document) => document.replaceAll('"Wiki"', '"Grafana"')],
  [
    'a failure and an error',
    (document) => document.replace('</failure>', '</failure><error message="x" type="guard"/>'),
  ],
  ['a failure without a message', (document) => document.replace(/<failure message="[^"]*"/, '<failure')],
  ['a failure of no known type', (document) => document.replace('type="threshold"', 'type="other"')],
  [
    'output before the result',
    (document) => document.replace('<skipped ', '<system-out>x</system-out><skipped '),
  ],
  ['another attribute', (document) => document.replace('<testcase ', '<testcase status="run" ')],
  ['another element', (document) => document.replace('</testsuite>', '<note/></testsuite>')],
  ['a zone in the time', (document) => document.replace(/timestamp="([^"]*)"/, 'timestamp="$1Z"')],
  ['seconds that are none', (document) => document.replace('<testcase ', '<testcase time="NaN" ')],
  ['a line that is none', (document) => document.replace(/line="\d+"/, 'line="0"')],
  ['nothing that says why a case is skipped', (document) => document.replace(/<skipped [^>]*>/, '<skipped>')],
  ['a suite as its root', (document) => document.replaceAll(/<\/?testsuites[^>]*>/g, '')],
  ['no suites', (document) => document.replace(/<testsuite [^]*<\/testsuite>/, '')],
  ['a bare ampersand', (document) => document.replace('name="', 'name="&')],
  ['a control character', (document) => document.replace('name="', 'name="\u0001')],
  ['no end', (document) => document.slice(0, -20)],
];

describe('the schema', () => {
  const good = renderJunit(
    aReport({
      tests: [aTestReport({ findings: [VIOLATED, VIOLATED, WAIVED] }), aTestReport({ name: 'Wiki' })],
    }),
  );

  it('takes what the gate writes', async () => {
    await denyProblems([good]);
  });

  it.each(BAD)('refuses a document with %s', async (_, change) => {
    const document = change(good);
    expect(document).not.toBe(good);
    await expect(denyProblems([document])).rejects.toThrow();
  });
});
