import type { AttributeDefinition, AttributeKey } from '../../../domain/attributes.ts';
import { builtInAttributes } from '../../../domain/attributes.ts';
import { usualTimeZone } from '../../../domain/time-zone.ts';
import { defined } from '../../../lib/defined.ts';
import { guardText } from '../../../lib/spreadsheets/cell-guard.ts';
import { byteOrderMark, csvLines } from '../../../lib/spreadsheets/csv-file.ts';
import type { Sheet, SheetColumn } from '../../../lib/spreadsheets/workbook/sheet.ts';
import { writeWorkbook } from '../../../lib/spreadsheets/workbook/write-workbook.ts';
import { directionOf } from '../../../text/bidi.ts';
import { textFor, type Text } from '../../../text/text.ts';

/** After the name of a required column. Reading compares only letters and digits of names. */
const requiredMark = ' *';

interface TemplateColumn {
  readonly key: AttributeKey;
  readonly name: string;
  readonly type: AttributeDefinition['type'] | 'phone' | 'email';
  readonly isRequired: boolean;
  readonly suggested?: readonly string[];
  /** of a date with a time */
  readonly timeZone?: string;
}

/** In the order of the directory's attributes, with names that reading knows in every language. */
function columnsFor(own: readonly AttributeDefinition[]): TemplateColumn[] {
  const { attribute: nameOf } = textFor('en');
  return [
    ...builtInAttributes.map((key) => ({
      key,
      name: nameOf(key),
      type: key === 'phone' || key === 'email' ? key : ('text' as const),
      isRequired: key === 'phone',
    })),
    ...own.map(({ key, name, type, required, suggested, timeZone }) => ({
      ...{ key, name, type, isRequired: required },
      ...defined({ suggested, timeZone }),
    })),
  ];
}

function headerOf({ name, isRequired }: TemplateColumn): string {
  return isRequired ? name + requiredMark : name;
}

/** The file to fill in: one line of column names, no rows. */
export function templateCsv(
  own: readonly AttributeDefinition[] = [],
  delimiter: ',' | ';' = ',',
): string {
  const names = columnsFor(own).map((column) => guardText(headerOf(column)));
  return byteOrderMark + csvLines([names], delimiter);
}

/** The same as a workbook, with a sheet that explains each column in the reader's language. */
export async function templateWorkbook(
  own: readonly AttributeDefinition[],
  text: Text,
): Promise<Buffer> {
  const columns = columnsFor(own);
  const { sheets: names, headers } = text.template;
  const explanations = { kind: 'explanation' } as const;
  const chunks: Buffer[] = [];
  const sheets: Sheet[] = [
    {
      name: names.people,
      columns: columns.map(sheetColumn),
      rows: batchesOf([]),
      canFilter: true,
      isRightToLeft: directionOf(text.language) === 'rtl',
    },
    {
      name: names.instructions,
      columns: [
        { header: headers.column, width: 28, ...explanations },
        { header: headers.whatToEnter, width: 70, ...explanations },
        { header: headers.required, width: 14, ...explanations },
      ],
      rows: batchesOf(instructions(columns, text)),
      isRightToLeft: directionOf(text.language) === 'rtl',
    },
  ];
  // Some kilobytes, so it stays uncompressed and a search for a column's name finds it.
  const written = writeWorkbook(sheets, { compress: false });
  for await (const chunk of written) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function sheetColumn(column: TemplateColumn): SheetColumn {
  const { type, isRequired, suggested } = column;
  return {
    header: headerOf(column),
    kind: type === 'date' || type === 'date-time' ? type : 'text',
    isRequired,
    ...(type === 'yes-no' && { choices: ['yes', 'no'] }),
    ...(suggested !== undefined && fitsList(suggested) && { choices: suggested, othersToo: true }),
  };
}

/** A spreadsheet's own list of choices has a limit, and commas between them. */
function fitsList(values: readonly string[]): boolean {
  return values.join(',').length <= 255 && values.every((value) => !/[,"]/u.test(value));
}

/** A line for each column, and the rules for all of them. */
function instructions(columns: readonly TemplateColumn[], text: Text): string[][] {
  const { hints, general, headers } = text.template;
  return [
    ...columns.map(({ name, type, isRequired, timeZone = usualTimeZone }) => [
      name,
      type === 'date-time' ? hints[type](timeZone) : hints[type],
      isRequired ? headers.required : '',
    ]),
    [],
    ...Object.values(general).map((sentence) => ['', sentence]),
  ];
}

async function* batchesOf(rows: string[][]): AsyncGenerator<string[][]> {
  if (rows.length > 0) yield await Promise.resolve(rows);
}
