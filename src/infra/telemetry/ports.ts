import type { AttributesOf, MetricsOf } from './metrics.ts';

/** Metrics and spans for operators. No method blocks or throws. */
export interface Telemetry {
  count<Name extends MetricsOf<'counter'>>(
    metric: Name,
    attributes: AttributesOf<Name>,
    by?: number,
  ): void;
  record<Name extends MetricsOf<'histogram'>>(
    metric: Name,
    value: number,
    attributes: AttributesOf<Name>,
  ): void;
  /** Sets a value that holds until it is set again. */
  show<Name extends MetricsOf<'gauge'>>(
    metric: Name,
    value: number,
    attributes: AttributesOf<Name>,
  ): void;
  /** Runs work within a span; spans started in it are its children. Errors are passed on. */
  span<Result>(what: SpanStart, work: (span: Span) => Promise<Result>): Promise<Result>;
}

export interface SpanStart {
  /** one of a small fixed set */
  readonly name: string;
  /** `came`: triggered by a request or a queue message; `went`: a request of ours */
  readonly kind: 'came' | 'went';
  readonly attributes: SpanAttributes;
}

/** Ids, kinds, outcomes, counts: never a name, a phone number, a file or a text typed by people. */
export type SpanAttributes = Readonly<Record<string, string | number | undefined>>;

interface Span {
  note(attributes: SpanAttributes): void;
  /** @param reason a code, never text that may contain personal data */
  failed(reason: string): void;
}
