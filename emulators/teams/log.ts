/** The log that local Teams needs: compatible with pino. */
export interface LocalLog {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
}
