/** Finds text for people that stands in the code instead of in `locales/`. */
import ts from 'typescript';

export interface FoundWords {
  /** `src/bot/caller.ts:52` */
  readonly at: string;
  readonly words: string;
}

/** Text for engineers only: the cause of an error. */
const forEngineers = 'note';
const logCalls = /^(trace|debug|info|warn|error|fatal|log)$/u;
/** Errors that never reach a person: they get one of the coded sentences instead. */
const engineersErrors = /^(?!AppError$).*Error$/u;

/**
 * String literals and the fixed parts of templates that look like words for people: two words side by side, or one that begins
 * with a capital letter.
 *
 * Left out are: what a comment says, types, keys of objects, what is imported, what is compared with, regular expressions, notes
 * of errors, and what goes into the log.
 */
export function findWords(path: string, content: string): FoundWords[] {
  const source = ts.createSourceFile(path, content, ts.ScriptTarget.Latest, true);
  const found: FoundWords[] = [];
  const look = (node: ts.Node): void => {
    if (isForNobody(node)) return;
    const words = textOf(node);
    if (words !== undefined && looksLikeWords(words)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push({ at: `${path}:${String(line + 1)}`, words });
    }
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return (
    node.head.text + node.templateSpans.map(({ literal }) => valuePutIn + literal.text).join('')
  );
}

/** Stands for what a template puts in: beside a word it is one, beside another value it is none. */
const valuePutIn = '§';

/** “Add user”, “§ rows”, “Cancelled”; but neither `import-completed`, `§, §`, `application/json` nor `DELETE`. */
function looksLikeWords(text: string): boolean {
  const words = text.trim().split(/\s+/u);
  const isWord = (word = '') => /^[“„«(]?\p{L}[\p{L}’'-]*[”“»).,:;!?…]*$/u.test(word);
  const isValue = (word = '') => /^[“„«(]?§[”“»).,:;!?…]*$/u.test(word);
  const sideBySide = words.some((word, index) => {
    const before = words[index - 1];
    return isWord(word) ? isWord(before) || isValue(before) : isValue(word) && isWord(before);
  });
  if (sideBySide) return true;
  return words.length === 1 && /^\p{Lu}\p{Ll}[\p{Ll}’]+[.:!?…]?$/u.test(words[0] ?? '');
}

function isForNobody(node: ts.Node): boolean {
  if (ts.isSourceFile(node)) return false;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true;
  if (ts.isTypeNode(node)) return true;
  if (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node)) {
    if (node.name.getText() === forEngineers) return true;
  }
  // The name of a class of errors in the log.
  if (ts.isPropertyDeclaration(node) && node.name.getText() === 'name') return true;
  if (ts.isNewExpression(node) && engineersErrors.test(node.expression.getText())) return true;
  if (ts.isCallExpression(node) && isLogCall(node)) return true;
  // Meanings of words that people send, by their names.
  if (ts.isCallExpression(node) && /^asked(?:WithName)?$/u.test(node.expression.getText()))
    return true;
  const { parent } = node;
  // A key, or what something is compared with or looked up by.
  if (ts.isPropertyAssignment(parent) && parent.name === node) return true;
  if (ts.isElementAccessExpression(parent) && parent.argumentExpression === node) return true;
  if (ts.isCaseClause(parent) && parent.expression === node) return true;
  return ts.isBinaryExpression(parent) && isComparison(parent.operatorToken.kind);
}

/** `log.info(…)`, `deps.log[level](…)` */
function isLogCall({ expression }: ts.CallExpression): boolean {
  if (ts.isElementAccessExpression(expression))
    return /log$/iu.test(expression.expression.getText());
  if (!ts.isPropertyAccessExpression(expression)) return false;
  return logCalls.test(expression.name.text) && /log$/iu.test(expression.expression.getText());
}

function isComparison(kind: ts.SyntaxKind): boolean {
  return [
    ts.SyntaxKind.EqualsEqualsEqualsToken,
    ts.SyntaxKind.ExclamationEqualsEqualsToken,
    ts.SyntaxKind.InKeyword,
  ].includes(kind);
}
