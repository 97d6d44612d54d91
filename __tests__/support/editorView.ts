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

export interface WireHover {
  readonly contents: { readonly value: string };
}

export interface WireDiagnostic {
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
  readonly message: string;
}

export interface WireCompletion {
  readonly label: string;
  readonly insertText?: string;
  readonly documentation?: string | { readonly value: string };
}

/** Lines and characters are counted from 0 on the wire. */
export function positionOf(text: string, offset: number): { line: number; character: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length - 1, character: offset - before.lastIndexOf('\n') - 1 };
}

export function toDiagnostic({ range: { start }, message }: WireDiagnostic): Diagnostic {
  return { line: start.line + 1, column: start.character + 1, message };
}

export function toCompletion({ label, insertText = label, documentation = '' }: WireCompletion): Completion {
  return {
    label,
    insertText,
    documentation: typeof documentation === 'string' ? documentation : documentation.value,
  };
}
