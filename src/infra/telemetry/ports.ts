import type { AttributesOf, MetricsOf } from './metrics.ts';

/** Numbers and spans for whoever runs the product. Nothing here waits, and nothing throws. */
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
  /** What stands until it is told anew. */
  show<Name extends MetricsOf<'gauge'>>(
    metric: Name,
    value: number,
    attributes: AttributesOf<Name>,
  ): void;
  /** Does work within a span; spans that begin in it are its children. What the work throws passes on. */
  span<Result>(what: SpanStart, work: (span: Span) => Promise<Result>): Promise<Result>;
}

export interface SpanStart {
  /** fixed words, of few kinds */
  readonly name: string;
  /** `came`: asked for from outside, or by a message of a queue; `went`: a request of ours */
  readonly kind: 'came' | 'went';
  readonly attributes: SpanAttributes;
}

/** Ids, kinds, outcomes, counts: never a name, a phone, a file or a text that somebody wrote. */
export type SpanAttributes = Readonly<Record<string, string | number | undefined>>;

interface Span {
  note(attributes: SpanAttributes): void;
  /** @param reason a code, no text that may name somebody */
  failed(reason: string): void;
}
