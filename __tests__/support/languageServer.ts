import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { ADDRESS } from '../../schema/documents.ts';
import { ROOT } from './built.ts';
import {
  type Completion,
  type Diagnostic,
  positionOf,
  toCompletion,
  toDiagnostic,
  type WireCompletion,
  type WireDiagnostic,
  type WireHover,
} from './editorView.ts';
import { type Message, readMessages, writeMessage } from './jsonRpc.ts';

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

const require = createRequire(import.meta.url);
const SERVER = require.resolve('yaml-language-server/bin/yaml-language-server');

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
  const server = spawn(process.execPath, [SERVER, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // No proxy, whatever the environment says.
    env: { PATH: process.env['PATH'] },
  });
  const fetched: string[] = [];
  const waiting = new Map<string, Waiting>();
  const when = <Value>(event: string): Promise<Value> =>
    new Promise((resolve, reject) => {
      waiting.set(event, { resolve: resolve as Waiting['resolve'], reject });
    });
  const happen = (event: string, value: unknown): void => {
    waiting.get(event)?.resolve(value);
    waiting.delete(event);
  };
  const ended = new Promise<void>((resolve) => {
    server.once('exit', (code) => {
      for (const { reject } of waiting.values()) reject(new Error(`It ended with ${String(code)}.`));
      resolve();
    });
  });

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

/** Who waits for an answer or a notification. */
interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

type Settings = Readonly<Record<string, unknown>>;

/** Nothing of these reaches for the network. */
const OFFLINE = {
  hoverSchemaSource: false,
  schemaStore: { enable: false },
  kubernetesCRDStore: { enable: false },
};

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
