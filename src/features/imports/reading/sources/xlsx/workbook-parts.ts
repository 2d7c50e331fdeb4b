import { posix } from 'node:path';
import { textsAreWhole } from '../../../../../lib/spreadsheets/workbook/marker.ts';
import { attributeOf, damaged, readWholeXml } from '../xml-events.ts';
import type { ZipArchive } from '../zip-archive.ts';
import { numberFormat, type NumberFormat } from './number-format.ts';
import { noSharedStrings, readSharedStrings, type SharedStrings } from './shared-strings.ts';

/** Parts with the structure: a workbook of thousands of sheets and formats has some hundred KB of them. */
const maxSmallPart = 64 * 1024 * 1024;
export const maxLargePart = 1024 * 1024 * 1024;

export interface Sheet {
  readonly name: string;
  /** its part in the archive */
  readonly part: string;
  readonly isHidden: boolean;
}

/** A workbook without the content of its sheets. */
export interface WorkbookParts {
  /** the worksheets, in the order of the tabs; without charts and macros */
  readonly sheets: readonly Sheet[];
  readonly is1904: boolean;
  /** one of Rollcall's, without added apostrophes */
  readonly textsAreWhole: boolean;
  /** by style number, as cells have it */
  readonly formats: readonly NumberFormat[];
  readonly strings: SharedStrings;
}

/** @throws AppError file-is-damaged, file-is-locked, unpacked-too-large */
export async function readWorkbookParts(zip: ZipArchive): Promise<WorkbookParts> {
  const root = await relationsOf(zip, '');
  const workbookPart = root.find(({ type }) => type === 'officeDocument')?.target;
  if (workbookPart === undefined) throw damaged('no workbook part');
  const relations = await relationsOf(zip, workbookPart);
  const { sheets, is1904, isOurs } = await readWorkbook(zip, workbookPart);
  const partOf = (type: string) => relations.find((relation) => relation.type === type)?.target;
  const styles = partOf('styles');
  const strings = partOf('sharedStrings');
  return {
    sheets: sheets.flatMap(({ relation, ...sheet }) => {
      const found = relations.find(({ id, type }) => id === relation && type === 'worksheet');
      return found === undefined || !zip.has(found.target)
        ? []
        : [{ ...sheet, part: found.target }];
    }),
    is1904,
    textsAreWhole: isOurs,
    formats: styles === undefined || !zip.has(styles) ? [] : await readFormats(zip, styles),
    strings:
      strings === undefined || !zip.has(strings)
        ? noSharedStrings
        : await readSharedStrings(zip.open(strings, maxLargePart)),
  };
}

interface Relation {
  readonly id: string;
  /** the last word of its type's address: addresses differ between kinds of workbooks, the words don't */
  readonly type: string;
  readonly target: string;
}

async function relationsOf(zip: ZipArchive, part: string): Promise<Relation[]> {
  const folder = posix.dirname(part);
  const name = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const relations: Relation[] = [];
  if (!zip.has(name)) return relations;
  await readWholeXml(zip.open(name, maxSmallPart), {
    onOpen(element, { Id: id = '', Type: type = '', Target: target = '' }) {
      if (element !== 'Relationship') return;
      const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      relations.push({ id, type: type.slice(type.lastIndexOf('/') + 1), target: path });
    },
    onClose: () => undefined,
  });
  return relations;
}

async function readWorkbook(zip: ZipArchive, part: string) {
  const sheets: { name: string; relation: string; isHidden: boolean }[] = [];
  let is1904 = false;
  let isOurs = false;
  await readWholeXml(zip.open(part, maxSmallPart), {
    onOpen(element, attributes) {
      if (element === 'workbookPr') is1904 = isTrue(attributes.date1904);
      if (element === 'definedName' && attributes.name === textsAreWhole) isOurs = true;
      if (element !== 'sheet') return;
      const { name = '', state = 'visible' } = attributes;
      const relation = attributeOf(attributes, 'id') ?? '';
      sheets.push({ name, relation, isHidden: state !== 'visible' });
    },
    onClose: () => undefined,
  });
  return { sheets, is1904, isOurs };
}

async function readFormats(zip: ZipArchive, part: string): Promise<NumberFormat[]> {
  const codes = new Map<number, string>();
  const formats: NumberFormat[] = [];
  let isInCells = false;
  await readWholeXml(zip.open(part, maxSmallPart), {
    onOpen(element, { numFmtId = '0', formatCode = '' }) {
      const id = Number(numFmtId);
      if (element === 'cellXfs') isInCells = true;
      else if (element === 'numFmt') codes.set(id, formatCode);
      else if (element === 'xf' && isInCells) formats.push(numberFormat(id, codes.get(id)));
    },
    onClose(element) {
      if (element === 'cellXfs') isInCells = false;
    },
  });
  return formats;
}

function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true' || text === 'on';
}
