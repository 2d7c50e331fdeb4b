import { parseArgs, type ParseArgsConfig } from 'node:util';

/** A command of package.json, as `--help` describes it. */
export interface CommandHelp {
  /** without "Usage: ": `npm run sample -- <people> [--out file]` */
  readonly usage: string;
  /** its purpose, in a sentence or two */
  readonly does: string;
}

/** Text to print in place of the command's work, and the exit code. */
export interface Answer {
  readonly code: 0 | 2;
  readonly text: string;
}

/**
 * The options of a command. With `--help`, and with options that the command doesn't take, it ends here: with a sentence and
 * the usage, not with a stack trace.
 *
 * @param read reads the arguments after the script's name; throws a sentence about the first one that is wrong
 */
export function fromCommandLine<Options>(
  help: CommandHelp,
  read: (args: string[]) => Options,
): Options {
  const result = readArguments(help, read, process.argv.slice(2));
  if ('options' in result) return result.options;
  const { code, text } = result.answer;
  (code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  process.exit(code);
}

/** The same without its effects. */
export function readArguments<Options>(
  { usage, does }: CommandHelp,
  read: (args: string[]) => Options,
  args: readonly string[],
): { readonly options: Options } | { readonly answer: Answer } {
  const usageLine = `Usage: ${usage}`;
  if (args.includes('--help') || args.includes('-h'))
    return { answer: { code: 0, text: `${usageLine}\n${does}` } };
  try {
    return { options: read([...args]) };
  } catch (error) {
    // Node's first sentence names the option; the following ones suggest how to send it as a word.
    const [problem = ''] = String(error instanceof Error ? error.message : error).split(
      /(?<=\.) |\n/u,
    );
    return { answer: { code: 2, text: `${problem}\n${usageLine}` } };
  }
}

/** The values of options, each with a text. */
export function textOptions<const Name extends string>(
  args: string[],
  names: readonly Name[],
): Readonly<Partial<Record<Name, string>>> {
  const options: NonNullable<ParseArgsConfig['options']> = Object.fromEntries(
    names.map((name) => [name, { type: 'string' as const }]),
  );
  return parseArgs({ args, options }).values as Partial<Record<Name, string>>;
}

/** A command that takes none. */
export function noOptions(args: string[]): void {
  parseArgs({ args, options: {} });
}

/**
 * A number of an option or argument.
 *
 * @param name as people type it: `--seed`
 * @throws Error with a sentence if it isn't a whole number, or is smaller
 */
export function wholeNumber(name: string, text: string, atLeast = 0): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(number) || number < atLeast)
    throw new Error(`${name} must be a whole number of at least ${atLeast}, not “${text}”.`);
  return number;
}
