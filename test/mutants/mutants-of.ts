import ts from 'typescript';

/** One small change of a source file, as a mistake of a programmer would make it. */
export interface Mutant {
  /** From the project's root. */
  readonly file: string;
  /** Offsets of the smallest whole that can stand beside its changed self, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** The whole's part in the source, which decides how both are written beside each other. */
  readonly whole: 'expression' | 'statement' | 'property';
  /** An expression in the place of the whole; statements and properties are left out. */
  readonly instead: string;
  /** From 1. */
  readonly line: number;
  /** For people: `if (held) → if (false)`, without line breaks. */
  readonly change: string;
}

const swapped: Partial<Record<ts.SyntaxKind, string>> = {
  [ts.SyntaxKind.AmpersandAmpersandToken]: '||',
  [ts.SyntaxKind.BarBarToken]: '&&',
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: '!==',
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: '===',
  [ts.SyntaxKind.LessThanToken]: '<=',
  [ts.SyntaxKind.LessThanEqualsToken]: '<',
  [ts.SyntaxKind.GreaterThanToken]: '>=',
  [ts.SyntaxKind.GreaterThanEqualsToken]: '>',
};

const otherMethod = new Map([
  ['every', 'some'],
  ['some', 'every'],
]);

/** Calls whose answer is their receiver where they are left out: what cleans, escapes or narrows. */
const cleaning = new Set([
  'filter',
  'normalize',
  'replace',
  'replaceAll',
  'slice',
  'toLowerCase',
  'trim',
]);

/** Options whose absence a store answers to, without an error. */
const conditions = new Set(['conditions', 'etag', 'ifMatch', 'ifNoneMatch', 'leaseId', 'signal']);

/** @returns the mutants of a source, in its order; none is the source itself */
export function mutantsOf(file: string, source: string): readonly Mutant[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const mutants: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    // Types are erased: a change of them changes nothing.
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
      return;
    }
    for (const [changed, replacement, start = changed.getStart(tree)] of changesOf(node)) {
      mutants.push({
        file,
        ...wholeOf(node, changed, replacement, start),
        line: tree.getLineAndCharacterOfPosition(start).line + 1,
        change: `${onOneLine(source.slice(start, changed.end))} → ${onOneLine(replacement) || 'nothing'}`,
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return mutants;
}

/** @param node the one that was visited: it is or holds what changes, and isn't larger than the whole has to be */
function wholeOf(
  node: ts.Node,
  changed: ts.Node,
  replacement: string,
  from: number,
): Pick<Mutant, 'start' | 'end' | 'whole' | 'instead'> {
  if (ts.isExpressionStatement(node)) return { ...span(node), whole: 'statement', instead: '' };
  if (isCondition(node)) return { ...span(node), whole: 'property', instead: '' };
  const isPart = node.getStart() <= changed.getStart() && changed.end <= node.end;
  const isOfIf = ts.isIfStatement(node) || ts.isConditionalExpression(node);
  const { start, end } = span(wholeChain(isPart && !isOfIf ? node : changed));
  const text = node.getSourceFile().text;
  const instead = text.slice(start, from) + replacement + text.slice(changed.end, end);
  return { start, end, whole: 'expression', instead };
}

function span(node: ts.Node): { start: number; end: number } {
  return { start: node.getStart(), end: node.end };
}

/** A part of `a?.b.c()` in parentheses would be something else: what is absent would no longer end the whole. */
function wholeChain(node: ts.Node): ts.Node {
  let whole = node;
  while (ts.isOptionalChain(whole) && ts.isOptionalChain(whole.parent)) {
    if (whole.parent.expression !== whole) break;
    whole = whole.parent;
  }
  return whole;
}

/** A node, its replacement, and the offset from which the node is replaced; by default its start. */
type Change = readonly [node: ts.Node, replacement: string, from?: number];

function changesOf(node: ts.Node): readonly Change[] {
  if (ts.isIfStatement(node)) return eitherWay(node.expression);
  if (ts.isConditionalExpression(node)) return eitherWay(node.condition);
  if (ts.isBinaryExpression(node)) return otherOperator(node);
  if (ts.isPrefixUnaryExpression(node)) return withoutNot(node);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [[node, 'false']];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [[node, 'true']];
  if (ts.isExpressionStatement(node)) return withoutCall(node);
  if (ts.isCallExpression(node)) return otherCall(node);
  return isCondition(node) ? [[node, '']] : [];
}

function eitherWay(condition: ts.Expression): readonly Change[] {
  return [
    [condition, 'true'],
    [condition, 'false'],
  ];
}

function otherOperator({ left, operatorToken }: ts.BinaryExpression): readonly Change[] {
  if (operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) {
    return [[left.parent, `(${left.getText()})`]];
  }
  const other = swapped[operatorToken.kind];
  return other === undefined ? [] : [[operatorToken, other]];
}

function withoutNot(node: ts.PrefixUnaryExpression): readonly Change[] {
  if (node.operator !== ts.SyntaxKind.ExclamationToken) return [];
  return [[node, node.operand.getText()]];
}

function withoutCall(node: ts.ExpressionStatement): readonly Change[] {
  const { expression } = node;
  const called = ts.isAwaitExpression(expression) ? expression.expression : expression;
  return ts.isCallExpression(called) ? [[node, ';']] : [];
}

function otherCall(node: ts.CallExpression): readonly Change[] {
  if (!ts.isPropertyAccessExpression(node.expression)) return [];
  const { name, expression } = node.expression;
  const other = otherMethod.get(name.text);
  if (other !== undefined) return [[name, other]];
  return cleaning.has(name.text) ? [[node, '', expression.end]] : [];
}

function isCondition(node: ts.Node): boolean {
  if (!ts.isPropertyAssignment(node) && !ts.isShorthandPropertyAssignment(node)) return false;
  return ts.isIdentifier(node.name) && conditions.has(node.name.text);
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
