// Control characters are ASCII too and stay as they are.
// eslint-disable-next-line no-control-regex
const beyondAscii = /[^\x00-\x7F]/g;

/** Escapes all non-ASCII characters of a JSON text. */
export function asciiJson(json: string): string {
  return json.replace(
    beyondAscii,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Bytes of a text as a value in such JSON. */
export function asciiJsonBytes(text: string): number {
  return asciiJson(JSON.stringify(text)).length;
}
