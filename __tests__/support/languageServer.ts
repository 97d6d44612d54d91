import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ADDRESS } from '../../schema/documents.ts';
import { ROOT } from './built.ts';
import { type Message, readMessages, writeMessage } from './jsonRpc.ts';

/** Where an editor underlines something, from 1, and what it says there. */
export interface Diagnostic {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Something that an editor offers to write. */
export interface Completion {
  readonly label: string;
  readonly insertText: string;
  readonly documentation: string;
}

/** A text that an editor has open; offsets are in UTF-16 units. */
export interface OpenText {
  /** Everything that is underlined, from the top. */
  readonly diagnostics: readonly Diagnostic[];
  /** What is shown over a place, as Markdown; empty where there is nothing to tell. */
  hover(offset: number): Promise<string>;
  complete(offset: number): Promise<readonly Completion[]>;
}

/** YAML's language server, as an editor has started it. */
export interface LanguageServer {
  /** Opens a text, as if it lay in `file`. */
  open(text: string, file?: string): Promise<OpenText>;
  /** The addresses of schemas that it asked the editor for. */
  readonly fetched: readonly string[];
  /** Ends the process. */
  stop(): Promise<void>;
}

/** The schema of the checkout, for texts that do not name one. */
export const LOCAL_SCHEMA = {
  schemas: { [pathToFileURL(`${ROOT}schema/config.schema.json`).href]: '*.yml' },
};

/**
 * Starts YAML's language server with settings of its section `yaml`. It asks the editor for schemas, and this one has
 * those of the checkout only, by their public address.
 */
export async function startLanguageServer(yaml: object = {}): Promise<LanguageServer> {
  const settings: Settings = { yaml: { ...OFFLINE, ...yaml } };
  const server = spawn(
    process.execPath,
    [`${ROOT}node_modules/yaml-language-server/bin/yaml-language-server`, '--stdio'],
    // No proxy, whatever the environment says.
    { stdio: ['pipe', 'pipe', 'inherit'], env: { PATH: process.env['PATH'] } },
  );
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const fetched: string[] = [];
  const waiting = new Map<string, (value: unknown) => void>();
  const when = <Value>(event: string): Promise<Value> =>
    new Promise((resolve) => waiting.set(event, resolve as (value: unknown) => void));
  const happen = (event: string, value: unknown): void => {
    waiting.get(event)?.(value);
    waiting.delete(event);
  };

  readMessages(server.stdout, (message) => {
    const { id, method, params } = message;
    if (method === undefined) {
      happen(`answer ${String(id)}`, message);
    } else if (id !== undefined) {
      writeMessage(server.stdin, { id, ...answer(method, params, settings, fetched) });
    } else if (method === 'textDocument/publishDiagnostics') {
      happen((params as { uri: string }).uri, (params as { diagnostics: unknown }).diagnostics);
    } else {
      happen(method, params);
    }
  });

  let count = 0;
  const notify = (method: string, params: unknown = {}): void => {
    writeMessage(server.stdin, { method, params });
  };
  const request = async <Result>(method: string, params: unknown = {}): Promise<Result> => {
    const id = ++count;
    const answered = when<Message>(`answer ${String(id)}`);
    writeMessage(server.stdin, { id, method, params });
    const { result, error } = await answered;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result as Result;
  };
  const open = async (text: string, file = `/nowhere/${String(++count)}.yml`): Promise<OpenText> => {
    const { href: uri } = pathToFileURL(file);
    const published = when<readonly WireDiagnostic[]>(uri);
    notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
    const diagnostics = (await published).map(toDiagnostic);
    const at = (offset: number) => ({ textDocument: { uri }, position: positionOf(text, offset) });
    return {
      diagnostics: diagnostics.sort((a, b) => a.line - b.line || a.column - b.column),
      async hover(offset) {
        const hover = await request<WireHover | null>('textDocument/hover', at(offset));
        return hover?.contents.value ?? '';
      },
      async complete(offset) {
        const { items } = await request<{ items: WireCompletion[] }>('textDocument/completion', at(offset));
        return items.map(toCompletion);
      },
    };
  };

  await request('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {
      workspace: { configuration: true },
      textDocument: {
        hover: { contentFormat: ['markdown'] },
        completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
      },
    },
  });
  // Whoever asks for these is told when the settings are in force, and is asked for the content of schemas.
  const ready = when('yaml/schema/store/initialized');
  notify('yaml/supportSchemaSelection');
  notify('yaml/registerContentRequest');
  notify('initialized');
  await ready;

  return {
    open,
    fetched,
    async stop() {
      await request('shutdown');
      notify('exit');
      await ended;
    },
  };
}

type Settings = Readonly<Record<string, unknown>>;

/** Nothing of these reaches for the network. */
const OFFLINE = {
  hoverSchemaSource: false,
  schemaStore: { enable: false },
  kubernetesCRDStore: { enable: false },
};

interface WireHover {
  readonly contents: { readonly value: string };
}

interface WireDiagnostic {
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
  readonly message: string;
}

interface WireCompletion {
  readonly label: string;
  readonly insertText?: string;
  readonly documentation?: string | { readonly value: string };
}

/** Lines and characters are counted from 0 on the wire. */
function positionOf(text: string, offset: number): { line: number; character: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length - 1, character: offset - before.lastIndexOf('\n') - 1 };
}

function toDiagnostic({ range: { start }, message }: WireDiagnostic): Diagnostic {
  return { line: start.line + 1, column: start.character + 1, message };
}

function toCompletion({ label, insertText = label, documentation = '' }: WireCompletion): Completion {
  return {
    label,
    insertText,
    documentation: typeof documentation === 'string' ? documentation : documentation.value,
  };
}

/** What an editor answers: its settings, and the content of schemas at the address of this project. */
function answer(method: string, params: unknown, settings: Settings, fetched: string[]): Message {
  if (method === 'workspace/configuration') {
    const { items } = params as { items: readonly { section: string }[] };
    return { result: items.map(({ section }) => settings[section] ?? null) };
  }
  if (method === 'vscode/content') {
    const address = String(params);
    fetched.push(address);
    return address.startsWith(`${ADDRESS}/`)
      ? { result: readFileSync(`${ROOT}schema/${address.slice(ADDRESS.length + 1)}`, 'utf8') }
      : { error: { message: `No network: ${address}` } };
  }
  return { result: null };
}
