import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bundles } from './bundles.ts';
import { type Children } from './child.ts';
import { type Company, renderDirectory, renderPolicies } from './company.ts';
import { renderConfig, REPLACED_FILE, type Question, TESTED_FILE } from './configs.ts';

/** An emulator in a process of its own, and a folder with what the programs read. */
export interface Emulation {
  readonly baseUrl: string;
  readonly folder: string;
  stop(): Promise<void>;
}

export async function startEmulation(
  company: Company,
  question: Question,
  { cli }: Pick<Bundles, 'cli'>,
  children: Children,
): Promise<Emulation> {
  const folder = await mkdtemp(join(tmpdir(), 'access-policy-gate-bench-'));
  const files = {
    'directory.yml': renderDirectory(company),
    [TESTED_FILE]: renderPolicies('engineering'),
    [REPLACED_FILE]: renderPolicies('wiki'),
    'gate.yml': renderConfig(question, company),
  };
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
  const args = [cli, 'emulate', join(folder, 'directory.yml'), '--port', '0'];
  const { line, stop } = await children.serve({ command: process.execPath, args });
  return {
    baseUrl: line,
    folder,
    async stop() {
      await stop();
      await rm(folder, { recursive: true });
    },
  };
}
