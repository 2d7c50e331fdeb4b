import { isOwnKey, type AttributeDefinition, type AttributeKey } from '../domain/attributes.ts';
import type { Text } from './text.ts';

/** The wording of the audit as a file. */
export function auditWords(text: Text, own: readonly AttributeDefinition[]) {
  const { fields: _fields, ...words } = text.auditFile;
  return { ...words, field: fieldNames(text, own) };
}

/** The names of what changes. */
export function fieldNames(text: Text, own: readonly AttributeDefinition[]) {
  return (key: string): string =>
    text.auditFile.fields[key] ??
    (isOwnKey(key) || key in text.attributeNames ? text.attribute(key as AttributeKey, own) : key);
}
