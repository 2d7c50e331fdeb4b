import { format } from 'node:util';
import { pino, type Logger } from 'pino';
import { AppError } from './errors.ts';

/**
 * Structured logs: one JSON object per line, with a static text and fields. Fields are ids, counts, codes and
 * durations — never names, phone numbers, file contents, settings, or signed addresses. Fields are truncated,
 * since ids arrive with requests and a stranger may make them as long as they like.
 */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'> & {
  child(fields: Record<string, unknown>): Log;
};

export function createLog(level: string, destination?: NodeJS.WritableStream): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: withShortFields },
      serializers: { err: (error: unknown) => describeError(error) },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
}

/** Longest field, and longest text of a library, in characters. */
export const longestField = 200;
const longestMessage = 500;
const longestStack = 2_000;
const maxCauses = 5;

/** @returns a text of untrusted length, truncated for the log */
export function cutForLog(text: string, longest = longestField): string {
  if (text.length <= longest) return text;
  const length = `… (${text.length} characters)`;
  return text.slice(0, longest - length.length).toWellFormed() + length;
}

function withShortFields(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? cutForLog(value) : value,
    ]),
  );
}

/**
 * Turns console output of libraries into one log line per call: the bot's SDK prints the keys and the stack of
 * each token it refuses, over many lines.
 */
export function catchConsole(log: Log, target: Console = console): void {
  const as =
    (level: 'debug' | 'warn') =>
    (first: unknown, ...more: unknown[]) => {
      // Errors by their message: the stacks of libraries are long and don't help.
      const parts = [first, ...more].map((part) => (part instanceof Error ? part.message : part));
      const [opening, ...others] = parts;
      const said = cutForLog(format(opening, ...others), longestMessage).replace(/\s+/g, ' ');
      log[level]({ said: withoutSignatures(said) }, 'a library wrote to the console');
    };
  target.error = as('warn');
  target.warn = as('warn');
  target.log = as('debug');
  target.info = as('debug');
  target.debug = as('debug');
}

const signedPart = /([?&](?:sig|sv|se|tempauth|access_token|token)=)[^&\s"']*/gi;

/** Removes credentials that sign a request from a text that a library produced. */
export function withoutSignatures(text: string): string {
  return text
    .replace(/https?:\/\/[^\s"']+/gi, withoutQuery)
    .replace(signedPart, '$1…')
    .replace(/(AccountKey|SharedAccessSignature|password|client_secret)=[^;&\s]*/gi, '$1=…');
}

/** By hand: a regular expression for an address with its query takes quadratic time on `http://http://…`. */
function withoutQuery(address: string): string {
  const at = address.indexOf('?');
  return at < 0 ? address : `${address.slice(0, at)}?…`;
}

interface ErrorRecord {
  readonly type: string;
  readonly message: string;
  readonly code?: unknown;
  readonly status?: unknown;
  readonly stack?: string;
  readonly cause?: ErrorRecord;
}

/** An error for the log. Libraries put request addresses into messages, and those may be signed. */
function describeError(error: unknown, depth = 0): ErrorRecord {
  if (!(error instanceof Error)) return { type: typeof error, message: shown(String(error)) };
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  return {
    type: cutForLog(error.name),
    // Our own errors may quote a piece of the input, so theirs are kept shorter.
    message: shown(error.message, error instanceof AppError ? longestField : longestMessage),
    ...(code !== undefined && { code: typeof code === 'string' ? cutForLog(code) : code }),
    ...(statusCode !== undefined && { status: statusCode }),
    // An AppError is expected: its cause matters more than its stack.
    ...(!(error instanceof AppError) && error.stack !== undefined && { stack: stackOf(error) }),
    ...(error.cause !== undefined &&
      depth < maxCauses && { cause: describeError(error.cause, depth + 1) }),
  };
}

/** Truncated before signatures are searched, since that takes longer the longer a text is. */
function shown(text: string, longest = longestMessage): string {
  return withoutSignatures(cutForLog(text, longest));
}

/** A stack repeats its error's message, which may be of any length. */
function stackOf(error: Error): string {
  const stack = error.stack ?? '';
  const frames = stack.indexOf('\n    at ');
  const lines = frames === -1 ? '' : stack.slice(frames);
  return withoutSignatures(
    cutForLog(`${error.name}: ${cutForLog(error.message)}${lines}`, longestStack),
  );
}
