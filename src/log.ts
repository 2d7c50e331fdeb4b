import { pino, type Logger } from 'pino';
import { AppError } from './errors.ts';

/**
 * Structured logs: one JSON object a line. A line has a static text and fields; fields are ids, counts, codes and
 * durations — never names, phones, file contents, settings, or addresses that carry a signature.
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
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
}

const signedPart = /([?&](?:sig|sv|se|tempauth|access_token|token)=)[^&\s"']*/gi;

/** Takes what could sign a request out of a text that some library wrote. */
export function withoutSignatures(text: string): string {
  return text
    .replace(/https?:\/\/[^\s"']+/gi, withoutQuery)
    .replace(signedPart, '$1…')
    .replace(/(AccountKey|SharedAccessSignature|password|client_secret)=[^;&\s]*/gi, '$1=…');
}

/** Cut in code: a pattern for an address with its query takes quadratic time over `http://http://…`. */
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

/** An error as the log may show it: libraries put request addresses into messages, and those may be signed. */
function describeError(error: unknown): ErrorRecord {
  if (!(error instanceof Error))
    return { type: typeof error, message: withoutSignatures(String(error)) };
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  return {
    type: error.name,
    message: withoutSignatures(error.message),
    ...(code !== undefined && { code }),
    ...(statusCode !== undefined && { status: statusCode }),
    // An AppError is expected: where it came from matters less than its cause.
    ...(!(error instanceof AppError) &&
      error.stack !== undefined && { stack: withoutSignatures(error.stack) }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}
