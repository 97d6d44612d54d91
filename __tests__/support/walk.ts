import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { CLI, NODE, ROOT } from './built.ts';
import { type Block, blocksOf } from './documents.ts';

/** What a document has its reader do, and what it says of it. */
export interface Walked {
  /** Each command with the exit code that came, in order. */
  readonly commands: readonly { readonly command: string; readonly exitCode: number }[];
  /** What the document shows below its commands, and what they printed; normalised alike. */
  readonly shown: readonly { readonly line: number; readonly told: string; readonly printed: string }[];
  /** What went to standard error, for whoever looks into a failure. */
  readonly errors: string;
}

/** Where a reader is told to write a block. */
const WRITE = /\bWrite\s+`([^`]+)`(?:\s+anew)?:$/;

/** Commands come before this note, if they do not end with 0. */
export const EXITS = ' # exits with ';

/**
 * Does what a document says, in order, in a copy of the repository: writes its files, runs its commands in bash. A
 * document that begins by cloning the repository starts in an empty folder, and gets the same copy.
 */
export async function walk(document: string): Promise<Walked> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'walk-')));
  const clone = join(home, 'clone');
  try {
    cpSync(dirname(dirname(CLI)), join(clone, 'dist'), { recursive: true });
    cpSync(`${ROOT}examples`, join(clone, 'examples'), { recursive: true });
    const blocks = blocksOf(document);
    const isFresh = blocks.some(({ text }) => /^git clone /m.test(text));
    const start = isFresh ? join(home, 'reader') : clone;
    mkdirSync(start, { recursive: true });
    return await follow(blocks, home, start);
  } finally {
    rmSync(home, { recursive: true });
  }
}

async function follow(blocks: readonly Block[], home: string, start: string): Promise<Walked> {
  const commands: { command: string; exitCode: number }[] = [];
  const shown: { line: number; told: string; printed: string }[] = [];
  const errors: string[] = [];
  let folder = start;
  let printed: string | undefined;
  for (const block of blocks) {
    const { language, text, line, introduction } = block;
    const path = WRITE.exec(introduction)?.[1];
    if (path !== undefined && ['yaml', 'json'].includes(language)) {
      mkdirSync(dirname(resolve(folder, path)), { recursive: true });
      writeFileSync(resolve(folder, path), text);
    } else if (isWalked(block)) {
      const ran = await runScript(text, home, folder);
      commands.push(...ran.commands);
      errors.push(ran.errors);
      folder = ran.folder;
      printed = ran.printed;
      continue;
    } else if (language === 'text' && printed !== undefined) {
      shown.push({ line, told: text, printed: normalise(printed, home) });
    }
    printed = undefined;
  }
  return {
    commands,
    shown: shown.map(({ line, told, printed: output }) => ({
      line,
      told: normalise(told, home),
      printed: output,
    })),
    errors: errors.join('\n'),
  };
}

/** What a document may have its reader run; nothing else is run here, whoever wrote it. */
const COMMAND =
  /^(?:git (?:clone|init|add|checkout) |(?:cat|cd|cp|ls|mkdir) |node (?:\.\.\/access-policy-gate\/)?dist\/cli\/index\.js )[^;&|<>`$()]*$/;

/** Whether a block has commands that are run here: those for whoever uses the gate. */
export function isWalked({ document, language, text }: Block): boolean {
  return (
    language === 'sh' &&
    (document === 'README.md' || /^(?:docs|examples)\//.test(document)) &&
    text
      .trim()
      .split('\n')
      .every((command) => COMMAND.test(command))
  );
}

interface Ran {
  readonly commands: { command: string; exitCode: number }[];
  readonly printed: string;
  readonly errors: string;
  /** Where the commands led. */
  readonly folder: string;
}

async function runScript(text: string, home: string, folder: string): Promise<Ran> {
  const written = join(home, 'exits');
  const lines = text.trim().split('\n');
  const script = [
    'git() { if [ "$1" = clone ]; then cp -R "$CLONE" "$(basename "$2")"; else command git "$@"; fi; }',
    ...lines.flatMap((line) => [line, 'echo "$?" >> "$EXITS"']),
    'pwd >> "$EXITS"',
  ].join('\n');
  writeFileSync(written, '');
  const { stdout, stderr } = await promisify(execFile)('bash', ['--noprofile', '--norc', '-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: `${dirname(NODE)}:${process.env['PATH'] ?? ''}`,
      HOME: home,
      TMPDIR: join(home, '..'),
      CLONE: join(home, 'clone'),
      EXITS: written,
    },
  });
  const told = readFileSync(written, 'utf8').trimEnd().split('\n');
  return {
    commands: lines.map((command, index) => ({ command, exitCode: Number(told[index]) })),
    printed: stdout,
    errors: stderr,
    folder: told[lines.length] ?? folder,
  };
}

/** Without what differs from run to run: names of temporary folders, and how often was asked. */
function normalise(text: string, home: string): string {
  return text
    .replaceAll(home, '~')
    .replaceAll(/\S*\/access-policy-gate-\w{6}(?=\/)/g, '/tmp/access-policy-gate')
    .replaceAll(/\b\d+ requests?, \d+ (?:retries|retry)\./g, '9 requests, 0 retries.')
    .trimEnd();
}
