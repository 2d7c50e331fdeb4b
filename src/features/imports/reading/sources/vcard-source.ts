import iconv from 'iconv-lite';
import { findEncoding } from '../encoding.ts';
import type { Encoding, OpenFile } from '../file-facts.ts';
import { piecesOf } from '../pieces.ts';
import type { SentRecord } from '../records.ts';
import type { RowSource, SourceOptions } from './row-source.ts';
import { contactCells, orderedColumns, type ContactCells } from './vcard/contact-cells.ts';
import { createContentLines, type ContentLine } from './vcard/content-lines.ts';
import { propertyOf, type Property } from './vcard/property.ts';

const together = 250;
/** A contact has some dozens of lines. Longer ones are cut. */
const maxLines = 2_000;

/**
 * Contacts (vCard 2.1, 3.0 and 4.0), one person each, as a table. Its columns are those that any contact has,
 * so the file is read once for them and once for the people.
 * No library: the maintained ones read one version, or not in pieces, or not the quoted-printable of phones.
 * @throws AppError file-empty, unknown-encoding
 */
export async function openContacts(
  open: OpenFile,
  { signal }: SourceOptions,
  known?: Encoding,
): Promise<RowSource> {
  const encoding = known ?? (await findEncoding(open, { signal })).encoding;
  const used = new Set<string>();
  for await (const contacts of contactsOf(open, encoding, signal))
    for (const { cells } of contacts) for (const name of cells.keys()) used.add(name);
  const columns = orderedColumns(used);
  return {
    facts: { encoding, delimiter: ',', format: 'vcf' },
    async *records(until): AsyncGenerator<SentRecord[]> {
      yield [{ line: 0, cells: columns }];
      for await (const contacts of contactsOf(open, encoding, until))
        yield contacts.map((contact) => recordOf(contact, columns));
    },
    close: () => Promise.resolve(),
  };
}

function recordOf({ line, cells, isWhole }: Contact, columns: readonly string[]): SentRecord {
  const values = columns.map((name) => cells.get(name) ?? '');
  if (isWhole) return { line, cells: values };
  return { line, cells: withOpenEnd(values), broken: 'contact-not-closed' };
}

/**
 * Any value of a cut contact may be incomplete, and half a phone number may be another person's number. In the error
 * log, a cell begins with an open quotation mark, so that the row is rejected again until it has been corrected.
 */
function withOpenEnd(values: readonly string[]): string[] {
  const first = values.findIndex((value) => value !== '');
  return values.map((value, at) => (at === first ? `"${value.replaceAll('"', '""')}` : value));
}

interface Contact {
  /** of its BEGIN:VCARD */
  readonly line: number;
  readonly cells: ContactCells;
  /** false if the file ends, or the next contact begins, before its end: its last value may be cut */
  readonly isWhole: boolean;
}

async function* contactsOf(
  open: OpenFile,
  encoding: Encoding,
  signal: AbortSignal | undefined,
): AsyncGenerator<Contact[]> {
  const decoder = iconv.getDecoder(encoding);
  const lines = createContentLines();
  const collect = createCollector();
  let ready: Contact[] = [];
  for await (const piece of piecesOf(open, signal)) {
    ready.push(...collect(lines(decoder.write(piece), false), false));
    if (ready.length < together) continue;
    yield ready;
    ready = [];
  }
  ready.push(...collect(lines(decoder.end() ?? '', true), true));
  if (ready.length > 0) yield ready;
}

/** Joins lines to contacts. A contact in a contact (its secretary's, in version 2.1) is left out. */
function createCollector(): (lines: readonly ContentLine[], isLast: boolean) => Contact[] {
  let open: { line: number; properties: Property[]; inner: number } | undefined;
  let isBeforeInner = false;

  return (lines, isLast) => {
    const contacts: Contact[] = [];
    const close = (isWhole: boolean) => {
      if (open !== undefined)
        contacts.push({ line: open.line, cells: contactCells(open.properties), isWhole });
      open = undefined;
    };
    for (const { line, text } of lines) {
      if (/^BEGIN:VCARD\s*$/iu.test(text)) {
        if (open !== undefined && isBeforeInner) {
          open.inner += 1;
          continue;
        }
        close(false);
        open = { line, properties: [], inner: 0 };
      } else if (/^END:VCARD\s*$/iu.test(text)) {
        if (open !== undefined && open.inner > 0) open.inner -= 1;
        else close(true);
      } else if (open?.inner === 0 && open.properties.length < maxLines) {
        const property = propertyOf(text);
        isBeforeInner = property?.name === 'AGENT';
        if (property !== undefined) open.properties.push(property);
      }
    }
    if (isLast) close(false);
    return contacts;
  };
}
