import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createReference } from './documents.ts';

/** What was built is asked for its help. */
const CLI = `${process.env['DIST'] ?? 'dist'}/cli/index.js`;

const pages = createReference((...command) =>
  execFileSync(process.execPath, [CLI, ...command, '--help'], { encoding: 'utf8' }),
);
for (const [name, text] of Object.entries(pages)) writeFileSync(`docs/reference/${name}`, text);
