import { zipSync, type Zippable } from 'fflate';

/** A fixed time for every file in the zip, so that the same files always give the same bytes. */
const noTime = new Date(1980, 0, 1, 12);

/** @param files by their paths in the zip */
export function zipOf(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const entries = Object.entries(files).map(([path, bytes]): [string, Zippable[string]] => [
    path,
    [bytes, { level: 9, mtime: noTime }],
  ]);
  return zipSync(Object.fromEntries(entries));
}
