/**
 * Refuses what isn't a CSV file by its first bytes.
 *
 * @param head the first bytes of the file, up to 4096
 * @throws AppError file-empty, file-is-workbook, file-is-image, file-is-pdf, file-is-archive, file-is-web-page, file-is-binary
 */
export function refuseWhatIsNotCsv(head: Buffer): void {
  void head;
}
