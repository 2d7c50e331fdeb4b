import type { ErrorDetails } from '../errors.ts';
import type { Format } from './format.ts';

/** Rows of a worksheet, the header not counted. */
export const maxInWorkbook = 1_048_575;

/** A detail of an error as a sentence has it: numbers in the reader's way; undefined where there is nothing to say. */
export function saidDetail(
  format: Format,
): (details: ErrorDetails, key: string) => string | undefined {
  return (details, key) => {
    const value = details[key];
    if (value === undefined) return undefined;
    const shown = typeof value === 'number' ? format.number(value) : value.trim();
    return shown === '' ? undefined : shown;
  };
}

/** What can be done next differs: there is no file to send again. */
export const isExport = (details: ErrorDetails): boolean => details.kind === 'export';
export const isSync = (details: ErrorDetails): boolean => details.kind === 'sync';

/** A reason put into a sentence loses its own full stop (in Hindi a danda). */
export function endless(text: string): string {
  return text.replace(/[.।\s]+$/u, '');
}
