import type { MetricName } from '../../../src/infra/telemetry/metrics.ts';
import type { SpanAttributes, Telemetry } from '../../../src/infra/telemetry/ports.ts';

interface Measured {
  readonly metric: MetricName;
  readonly value: number;
  readonly attributes: Readonly<Record<string, string>>;
}

interface RecordedSpan {
  readonly name: string;
  readonly attributes: SpanAttributes;
  readonly failed?: string;
}

/** Telemetry that keeps its input. */
export function recordTelemetry() {
  const measured: Measured[] = [];
  const spans: RecordedSpan[] = [];
  const note = (metric: MetricName, value: number, attributes: Readonly<Record<string, string>>) =>
    void measured.push({ metric, value, attributes });
  const telemetry: Telemetry = {
    count: (metric, attributes, by = 1) => note(metric, by, attributes),
    record: (metric, value, attributes) => note(metric, value, attributes),
    show: (metric, value, attributes) => note(metric, value, attributes),
    async span({ name, attributes }, work) {
      let span: RecordedSpan = { name, attributes };
      try {
        return await work({
          note: (more) => (span = { ...span, attributes: { ...span.attributes, ...more } }),
          failed: (reason) => (span = { ...span, failed: reason }),
        });
      } finally {
        spans.push(span);
      }
    },
  };
  return {
    telemetry,
    measured,
    spans,
    of: (metric: MetricName, attributes: Readonly<Record<string, string>> = {}) =>
      measured.filter(
        (each) =>
          each.metric === metric &&
          Object.entries(attributes).every(([key, value]) => each.attributes[key] === value),
      ),
  };
}
