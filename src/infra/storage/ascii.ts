// The control characters are ASCII too: they are what is left alone here.
// eslint-disable-next-line no-control-regex
const beyondAscii = /[^\x00-\x7F]/g;

/** JSON with nothing but ASCII in it; says the same. */
export function asciiJson(json: string): string {
  return json.replace(
    beyondAscii,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** How many bytes a text takes as a value in such JSON. */
export function asciiJsonBytes(text: string): number {
  return asciiJson(JSON.stringify(text)).length;
}
