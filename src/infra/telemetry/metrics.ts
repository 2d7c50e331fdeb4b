/**
 * Every metric: its name, description, unit and attributes. docs/operations.md and the workbook in infra/ list
 * the same ones (tests compare them). Attributes have few values and no personal data: kinds, outcomes,
 * statuses. Organizations' ids are not among them, since each would be a series of its own; the log contains
 * them.
 */
export const metrics = {
  'rollcall.turn.duration': {
    kind: 'histogram',
    unit: 'ms',
    meaning: 'time from an activity’s arrival to its answer; its count is the number of turns',
    attributes: ['type', 'outcome'],
  },
  'rollcall.job.duration': {
    kind: 'histogram',
    unit: 'ms',
    meaning: 'time of one handling of a message; its count is the number of handlings',
    attributes: ['queue', 'type', 'outcome'],
  },
  'rollcall.job.deliveries': {
    kind: 'histogram',
    unit: '{delivery}',
    meaning: 'how often the queue had delivered a message when it was done',
    attributes: ['queue', 'type'],
  },
  'rollcall.job.tries': {
    kind: 'histogram',
    unit: '{try}',
    meaning: 'tries without progress when an operation’s job failed',
    attributes: ['type', 'outcome'],
  },
  'rollcall.queue.wait': {
    kind: 'histogram',
    unit: 'ms',
    meaning: 'time from when a message was due to its first claim',
    attributes: ['queue', 'type'],
  },
  'rollcall.queue.oldest': {
    kind: 'gauge',
    unit: 'ms',
    meaning: 'how long the oldest unclaimed message has been due',
    attributes: ['queue'],
  },
  'rollcall.queue.length': {
    kind: 'gauge',
    unit: '{message}',
    meaning: 'approximate number of messages, with those that wait for their hour or are claimed',
    attributes: ['queue'],
  },
  'rollcall.rows': {
    kind: 'counter',
    unit: '{row}',
    meaning: 'rows processed',
    attributes: ['step'],
  },
  'rollcall.rows.rate': {
    kind: 'histogram',
    unit: '{row}/s',
    meaning: 'rows a second of a try that ended',
    attributes: ['step'],
  },
  'rollcall.notice.outcomes': {
    kind: 'counter',
    unit: '{notice}',
    meaning: 'results of notices: sent, to be tried again, waiting for the person, given up',
    attributes: ['outcome', 'reason'],
  },
  'rollcall.throttled': {
    kind: 'counter',
    unit: '{answer}',
    meaning: 'answers 429 and 503, with those that were retried silently',
    attributes: ['service', 'status'],
  },
  'rollcall.eventloop.delay': {
    kind: 'histogram',
    unit: 'ms',
    meaning: 'how long the event loop was held up in the last 15 s, when no one gets an answer',
    attributes: ['which'],
  },
  'rollcall.pace.wait': {
    kind: 'histogram',
    unit: 'ms',
    meaning: 'how long a notice or card was delayed to keep to Teams’ limits',
    attributes: ['what'],
  },
} as const satisfies Readonly<Record<string, Metric>>;

interface Metric {
  readonly kind: 'counter' | 'histogram' | 'gauge';
  /** UCUM, as in OpenTelemetry */
  readonly unit: string;
  readonly meaning: string;
  readonly attributes: readonly string[];
}

type Metrics = typeof metrics;
export type MetricName = keyof Metrics;
export type MetricsOf<Kind extends Metric['kind']> = {
  [Name in MetricName]: Metrics[Name]['kind'] extends Kind ? Name : never;
}[MetricName];
export type AttributesOf<Name extends MetricName> = Readonly<
  Record<Metrics[Name]['attributes'][number], string>
>;
