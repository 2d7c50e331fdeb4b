import type { BuiltInAttribute } from '../../../domain/attributes.ts';
import { aliasOf } from './alias-of.ts';
import { maxColumnsRead } from './columns-read.ts';
import { senseOf, type HeaderSense } from './header-sense.ts';

/** A column by its header. */
export interface Column {
  readonly column: number;
  readonly header: string;
  readonly sense: HeaderSense;
  /** has the name that Rollcall's own files use */
  readonly isPlain: boolean;
}

export function readHeader(header: string, column: number): Column {
  const alias = aliasOf(header);
  const isPlain = alias?.isPlain === true;
  const as = (sense: HeaderSense): Column => ({ column, header, sense, isPlain });
  if (column >= maxColumnsRead) return as(alias?.sense ?? { rank: 0 });
  const sense = senseOf(header);
  if (alias === undefined || sense.labels !== undefined) return as(sense);
  return as({ ...(sense.phone !== undefined && { phone: sense.phone }), ...alias.sense });
}

export function isOf(attribute: BuiltInAttribute) {
  return ({ sense }: Column): boolean => sense.attribute === attribute && sense.not !== true;
}
