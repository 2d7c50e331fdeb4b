/** The part of a log that the embedded Azurite writes to. */
export interface AzuriteLog {
  debug(fields: object, text: string): void;
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}
