/**
 * Every sentence of a language, called in as many ways as possible. Its type shows the arguments of a sentence,
 * so a new one is tried without being listed here.
 */
import ts from 'typescript';
import type { Text } from '../../src/text/text.ts';

/** One call of a sentence, by the same arguments in every language. */
export interface Said {
  /** `import.sendFileFor` */
  readonly path: string;
  readonly args: readonly unknown[];
  /** The sentence in this language. */
  in(text: Text): unknown;
}

/** Not sentences: what the language is called, how it writes numbers, what only engineers read. */
const noSentences = ['language', 'format', 'doctor'];

const numbers = [0, 1, 2, 3, 11, 100, 1_000_000];
const instant = '2026-01-15T09:30:00.000Z';
/** Strings that stand for something else than a name, by what parameters and properties are called. */
const meanings: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(at|from|since|until)$/u, [instant]],
  [/^day$/u, ['2026-03-12']],
  [/^timeZone$/u, ['Europe/Berlin']],
  [/^stamp$/u, ['2026-11-25-1030']],
];
const namedNumbers: Readonly<Record<string, readonly number[]>> = {
  // of the morning: the same by a clock of twelve hours
  hour: [0, 9],
  weekday: [1, 2, 3, 4, 5, 6, 7],
  day: [1, 28, 31],
};
/** A name as it should be, none, blanks, and one that wants to do harm. */
const given = (name: string) => `Sample-${name}`;
export const hostile = '\u202E<at>x</at> ${y} \u2068“„«';
const names = (name: string) => [given(name), '', '  ', hostile];

const details = {
  admins: given('admins'),
  limitMb: 35,
  fileMb: 40.5,
  status: 403,
  limit: 20,
  minutes: 10,
  columns: given('columns'),
  first: given('first'),
  second: given('second'),
  days: 30,
  tries: 5,
  reason: `${given('reason')}.`,
  most: 20,
  name: given('name'),
  permission: given('permission'),
  setting: 'PORT',
  problem: `${given('problem')}.`,
  port: 3978,
  pid: 4711,
  mb: 400,
};
/** Details of an error: none, all, and all for each kind of operation, since what can be done next differs. */
const detailSets = [
  {},
  details,
  { ...details, tries: 1 },
  ...['import', 'export', 'sync'].flatMap((kind) => [{ kind }, { ...details, kind }]),
];

export function everySentence(
  english: Text,
  known: {
    /** codes that stand in records as mere strings, by the sentence that explains them */
    readonly codes: Readonly<Record<string, readonly string[]>>;
  },
): Said[] {
  const { checker, type } = typeOfText();
  const said: Said[] = [];

  function walk(value: unknown, at: readonly string[], of: ts.Type | undefined): void {
    const path = at.join('.');
    if (noSentences.includes(path)) return;
    const look = (text: Text) => at.reduce<unknown>((part, key) => (part as Parts)[key], text);
    if (typeof value === 'string' || Array.isArray(value)) {
      said.push({ path, args: [], in: look });
      return;
    }
    if (typeof value === 'function') {
      const signature = of?.getCallSignatures()[0];
      if (signature === undefined) throw new Error(`${path} has no signature`);
      for (const args of argumentsOf(signature, path)) {
        said.push({ path, args, in: (text) => (look(text) as Sentence)(...args) });
      }
      return;
    }
    for (const [key, part] of Object.entries(value as Parts)) {
      const property = of?.getProperty(key);
      const inner = property === undefined ? undefined : checker.getTypeOfSymbol(property);
      walk(part, [...at, key], inner ?? of?.getStringIndexType());
    }
  }

  function argumentsOf(signature: ts.Signature, path: string): unknown[][] {
    const each = signature.getParameters().map((parameter) => {
      const name = parameter.getName();
      const codes = known.codes[`${path}(${name})`];
      return codes ?? samples(checker.getTypeOfSymbol(parameter), name, `${path}(`);
    });
    return variations(each);
  }

  function samples(of: ts.Type, name: string, path: string): unknown[] {
    // Words of the language itself: what is put in stands for them too.
    if (checker.typeToString(of) === 'Phrase') return [];
    if (of.isUnion()) {
      return of.types.flatMap((part) => samples(part, name, path));
    }
    if (of.flags & ts.TypeFlags.Undefined) return [undefined];
    if (of.isStringLiteral() || of.isNumberLiteral()) return [of.value];
    if (of.flags & ts.TypeFlags.BooleanLiteral) return [checker.typeToString(of) === 'true'];
    if (of.flags & ts.TypeFlags.TemplateLiteral) return ['own_sample'];
    if (of.flags & ts.TypeFlags.NumberLike) return [...(namedNumbers[name] ?? numbers)];
    if (of.flags & ts.TypeFlags.StringLike) {
      return [...(meanings.find(([fits]) => fits.test(name))?.[1] ?? names(name))];
    }
    if (checker.isArrayType(of)) {
      const [element] = checker.getTypeArguments(of as ts.TypeReference);
      const one = element === undefined ? [] : samples(element, name, path);
      const many = [one[0], one[1 % one.length], one[0]].filter((item) => item !== '');
      return [[], one.slice(0, 1), many];
    }
    if (name === 'details') return [...detailSets];
    const parts = of.getProperties().map((property) => {
      const inner = property.getName();
      const codes = known.codes[`${path}${name}.${inner})`];
      return [inner, codes ?? samples(checker.getTypeOfSymbol(property), inner, path)] as const;
    });
    return variations(parts.map(([, values]) => values)).map((values) =>
      Object.fromEntries(
        parts
          .map(([inner], index) => [inner, values[index]] as const)
          .filter(([, inside]) => inside !== undefined),
      ),
    );
  }

  walk(english, [], type);
  return said;
}

type Parts = Readonly<Record<string, unknown>>;
type Sentence = (...args: readonly unknown[]) => unknown;

/** The first of each; each of them in turn with the first of the others; the seconds together, the thirds together, … */
function variations(each: readonly (readonly unknown[])[]): unknown[][] {
  const first = each.map(([value]) => value);
  const inTurn = each.flatMap((values, place) =>
    values.slice(1).map((value) => first.with(place, value)),
  );
  const longest = Math.max(0, ...each.map(({ length }) => length));
  const together = Array.from({ length: longest }, (_, index) =>
    each.map((values) => values[Math.min(index, values.length - 1)]),
  );
  const all = [first, ...inTurn, ...together];
  return [...new Map(all.map((args) => [JSON.stringify(args, keepUndefined), args])).values()];
}

const keepUndefined = (_key: string, value: unknown) => (value === undefined ? '(none)' : value);

function typeOfText(): { checker: ts.TypeChecker; type: ts.Type } {
  const file = new URL('../../src/text/text.ts', import.meta.url).pathname;
  const configFile = new URL('../../tsconfig.json', import.meta.url).pathname;
  const { config } = ts.readConfigFile(configFile, (path) => ts.sys.readFile(path)) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, '.');
  // Node's own types have no sentences, and are as much to read as all else together.
  const program = ts.createProgram([file], { ...options, types: [] });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  const text = module && checker.getExportsOfModule(module).find(({ name }) => name === 'Text');
  if (text === undefined) throw new Error('text.ts has no Text');
  return { checker, type: checker.getDeclaredTypeOfSymbol(text) };
}
