import { renderPerformance } from './performance.ts';
import { type Results } from './results.ts';
import { type Tables } from './tables.ts';

/** A document that tells results, by a template, both named from the root of the project. */
interface Document {
  readonly path: string;
  readonly template: string;
  /** @param before the document as it is */
  readonly render: (template: string, results: Results, tables: Tables, before: string) => string;
}

export const DOCUMENTS: readonly Document[] = [
  { path: 'docs/performance.md', template: 'bench/performance.md', render: renderPerformance },
  {
    path: 'README.md',
    template: 'bench/speed.md',
    /** Only the section of the template is exchanged. */
    render: (template, results, tables, before) => {
      const section = renderPerformance(template, results, tables);
      const [heading = ''] = section.split('\n');
      const start = before.indexOf(`${heading}\n`);
      if (start < 0) throw new Error(`README.md has no section "${heading}".`);
      const end = before.indexOf('\n## ', start) + 1;
      return `${before.slice(0, start)}${section}\n${before.slice(end)}`;
    },
  },
];
