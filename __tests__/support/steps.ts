import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseOutputFile } from './runner.ts';
import { type Step, type Workflow } from './workflows.ts';

/** How a step's script ended. */
export interface Ended {
  readonly exitCode: number | null;
  /** What it wrote for the log. */
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** The only step of a job that has a script; with a name, the one of that name. */
export function scriptIn(workflow: Workflow, job: string, name?: string): Step & { readonly run: string } {
  const steps = workflow.jobs[job]?.steps ?? [];
  const [step, ...others] = steps.filter(
    (candidate) => candidate.run !== undefined && (name === undefined || candidate.name === name),
  );
  if (step?.run === undefined || others.length > 0)
    throw new Error(`${job} has not exactly one such script.`);
  return { ...step, run: step.run };
}

/**
 * Runs the script of a step in `folder/work`, as a runner runs `shell: bash`; the environment has nothing but what
 * the step names, each with a value from `environment`.
 */
export function runStep(
  step: Step & { readonly run: string },
  folder: string,
  environment: Readonly<Record<string, string>>,
): Ended {
  const script = join(folder, 'script.sh');
  const output = join(folder, 'output');
  const summary = join(folder, 'summary.md');
  writeFileSync(script, step.run);
  writeFileSync(output, '');
  writeFileSync(summary, '');
  mkdirSync(join(folder, 'work'), { recursive: true });
  const missing = Object.keys(step.env ?? {}).filter((name) => !(name in environment));
  if (missing.length > 0) throw new Error(`The step also gets ${missing.join(', ')}.`);
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
    cwd: join(folder, 'work'),
    encoding: 'utf8',
    env: {
      PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
      RUNNER_TEMP: folder,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      ...environment,
    },
  });
  return {
    exitCode: status,
    log: `${stdout}${stderr}`,
    outputs: Object.fromEntries(parseOutputFile(readFileSync(output, 'utf8'))),
    summary: readFileSync(summary, 'utf8'),
  };
}

/**
 * Puts a program into `folder/bin` that stands in for one of that name: it notes how it was called, and then does what
 * `body` says, in bash.
 */
export function standIn(folder: string, name: string, body: string): void {
  const file = join(folder, 'bin', name);
  mkdirSync(join(folder, 'bin'), { recursive: true });
  writeFileSync(file, `#!/usr/bin/env bash\nprintf '%s\\n' "$*" >> '${callsOf(folder, name)}'\n${body}\n`);
  chmodSync(file, 0o755);
}

/** How a program that stands in was called, one line a call. */
export function readCalls(folder: string, name: string): string[] {
  const file = callsOf(folder, name);
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
}

function callsOf(folder: string, name: string): string {
  return join(folder, `${name}.calls`);
}
