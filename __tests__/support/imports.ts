import ts from 'typescript';

/** Modules of Node.js that start a process or a thread, or run text as code. */
const MODULES = ['child_process', 'cluster', 'inspector', 'module', 'repl', 'vm', 'wasi', 'worker_threads'];

/** Functions that make code of text, or load a module past the imports. */
const FUNCTIONS = ['createRequire', 'dlopen', 'eval', 'Function', 'getBuiltinModule', 'require'];

/** What in a module of ours would run something else than itself and what it imports by name: `line: what`. */
export function foreignCodeIn(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];

  const visit = (node: ts.Node): void => {
    const what = foreignModule(node) ?? foreignCall(node);
    if (what !== undefined) {
      found.push(`${String(source.getLineAndCharacterOfPosition(node.getStart()).line + 1)}: ${what}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** With `node:` wherever it stands, without it where it is imported. */
function foreignModule(node: ts.Node): string | undefined {
  if (!ts.isStringLiteralLike(node)) return undefined;
  const { text, parent } = node;
  const imported = ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || isImport(parent);
  const [name = ''] = text.replace(/^node:/, '').split('/');
  return MODULES.includes(name) && (imported || text.startsWith('node:')) ? text : undefined;
}

function foreignCall(node: ts.Node): string | undefined {
  if (isImport(node)) {
    const [wanted] = node.arguments;
    return wanted !== undefined && ts.isStringLiteral(wanted) ? undefined : 'import of a computed path';
  }
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  const { expression: called } = node;
  const name = ts.isPropertyAccessExpression(called) ? called.name.text : called.getText();
  return FUNCTIONS.includes(name) ? name : undefined;
}

function isImport(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
}
