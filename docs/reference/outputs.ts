import { OUTPUTS } from '../../src/report/outputs.ts';
import { code, page, plain, table } from './markdown.ts';

/** The page on the outputs; tests hold action.yml to the same definitions. */
export function renderOutputs(): string {
  return page(
    'Outputs',
    'Every output of the action. None of them holds an address or a name: those that are about people are numbers, or paths of files.',
    table(
      ['output', 'meaning'],
      OUTPUTS.map(({ name, description }) => [code(name), plain(description)]),
    ),
    'A later step of the job reads one as `${{ steps.ID.outputs.verdict }}`, where `ID` is the `id` of the step with the action.',
    '## The files of a report',
    'They are in `report-dir`, or in a new folder below the temporary one of the runner. They are written also when the run fails.',
    table(
      ['file', 'what it is'],
      [
        [
          '`report.json`',
          'the report for programs, as [schema/report.schema.json](../../schema/report.schema.json) says',
        ],
        ['`summary.md`', 'the job summary'],
        ['`comment.md`', 'the same in at most 60,000 characters, to be posted elsewhere'],
        ['`junit.xml`', 'the same as JUnit XML, for whatever shows the results of tests'],
        ['`snapshot.json`', 'how everybody fared, to be a baseline later, where that is known of everybody'],
      ],
    ),
  );
}
