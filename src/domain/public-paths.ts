/** Paths that anyone may open under Rollcall's own address, besides the probes. */

/** Of download links, before the token. */
export const downloadPath = '/files/';

/** The pages that the app's details in Teams link to. They contain no personal data. */
export const pagePaths = ['/privacy', '/terms'] as const;

/** @returns an address without the token of a download link, which opens a file and so must not be logged */
export function withoutToken(address: string): string {
  return address.startsWith(downloadPath) && address !== downloadPath
    ? `${downloadPath}…`
    : address;
}
