/** What local Teams asks of a log: pino's shape, so that the house's own log fits. */
export interface LocalLog {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
}
