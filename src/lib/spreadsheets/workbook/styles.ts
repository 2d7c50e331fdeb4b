import type { CellKind } from './sheet.ts';

/** Indexes in `cellXfs` below. */
export const styles = {
  text: 1,
  header: 2,
  date: 3,
  requiredHeader: 4,
  explanation: 5,
  number: 6,
  dateTime: 7,
} as const;

export const styleOf: Readonly<Record<CellKind, number>> = {
  text: styles.text,
  number: styles.number,
  date: styles.date,
  'date-time': styles.dateTime,
  explanation: styles.explanation,
};

const font = (inside: string) =>
  `<font>${inside}<sz val="11"/><name val="Calibri"/><family val="2"/></font>`;
const fill = (inside: string) => `<fill><patternFill ${inside}</patternFill></fill>`;
const format = (attributes: string, inside = '') =>
  `<xf borderId="0" xfId="0" ${attributes}>${inside}</xf>`;
const wrapped = '<alignment vertical="top" wrapText="1"/>';

export const stylesXml = [
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
  '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>',
  '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd hh:mm:ss"/></numFmts>',
  `<fonts count="3">${font('')}${font('<b/>')}${font('<b/><color rgb="FFFFFFFF"/>')}</fonts>`,
  '<fills count="4">',
  '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
  fill('patternType="solid"><fgColor rgb="FFDDE3EC"/>'),
  fill('patternType="solid"><fgColor rgb="FF3A4E8C"/>'),
  '</fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  '<cellXfs count="8">',
  format('numFmtId="0" fontId="0" fillId="0"'),
  format('numFmtId="49" fontId="0" fillId="0" applyNumberFormat="1"'),
  format('numFmtId="49" fontId="1" fillId="2" applyNumberFormat="1" applyFont="1" applyFill="1"'),
  format('numFmtId="164" fontId="0" fillId="0" applyNumberFormat="1"'),
  format('numFmtId="49" fontId="2" fillId="3" applyNumberFormat="1" applyFont="1" applyFill="1"'),
  format('numFmtId="49" fontId="0" fillId="0" applyNumberFormat="1" applyAlignment="1"', wrapped),
  format('numFmtId="0" fontId="0" fillId="0"'),
  format('numFmtId="165" fontId="0" fillId="0" applyNumberFormat="1"'),
  '</cellXfs>',
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
  '</styleSheet>',
].join('');
