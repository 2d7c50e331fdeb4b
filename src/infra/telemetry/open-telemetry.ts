import { AsyncLocalStorage } from 'node:async_hooks';
import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Meter,
  type MetricOptions,
  type Span as OtelSpan,
  type Tracer,
} from '@opentelemetry/api';
import { metrics, type MetricName } from './metrics.ts';
import type { SpanAttributes, SpanStart, Telemetry } from './ports.ts';

const kinds = { came: SpanKind.SERVER, went: SpanKind.CLIENT } as const;

/**
 * Implements the port with OpenTelemetry. It leaves the global providers alone and tracks parent spans itself,
 * so that several compositions in a process don't mix and no context manager is needed.
 */
export function openTelemetry(meter: Meter, tracer: Tracer): Telemetry {
  const parents = new AsyncLocalStorage<OtelSpan>();
  const counters = keptBy((name) => meter.createCounter(name, optionsOf(name)));
  const histograms = keptBy((name) => meter.createHistogram(name, optionsOf(name)));
  const gauges = keptBy((name) => meter.createGauge(name, optionsOf(name)));

  return {
    count: (name, attributes, by = 1) => counters(name).add(by, attributes),
    record: (name, value, attributes) => histograms(name).record(value, attributes),
    show: (name, value, attributes) => gauges(name).record(value, attributes),
    async span({ name, kind, attributes }: SpanStart, work) {
      const parent = parents.getStore();
      const context = parent === undefined ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, parent);
      const span = tracer.startSpan(
        name,
        { kind: kinds[kind], attributes: present(attributes) },
        context,
      );
      const failed = (reason: string) =>
        void span.setStatus({ code: SpanStatusCode.ERROR, message: reason });
      try {
        return await parents.run(span, () =>
          work({ note: (more) => void span.setAttributes(present(more)), failed }),
        );
      } catch (error) {
        // Its name alone: a message may contain text typed by people.
        failed(error instanceof Error ? error.name : 'unknown');
        throw error;
      } finally {
        span.end();
      }
    },
  };
}

function optionsOf(name: MetricName): MetricOptions {
  const { unit, meaning } = metrics[name];
  return { unit, description: meaning };
}

/** Creates each instrument once, on first use. */
function keptBy<Made>(make: (name: MetricName) => Made): (name: MetricName) => Made {
  const made = new Map<MetricName, Made>();
  return (name) => {
    const known = made.get(name) ?? make(name);
    made.set(name, known);
    return known;
  };
}

function present(attributes: SpanAttributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([key, value]) =>
      value === undefined ? [] : [[`rollcall.${key}`, value]],
    ),
  );
}
