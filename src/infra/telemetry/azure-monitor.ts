import {
  AzureMonitorMetricExporter,
  AzureMonitorTraceExporter,
} from '@azure/monitor-opentelemetry-exporter';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { AppError } from '../../errors.ts';
import { openTelemetry } from './open-telemetry.ts';
import type { Telemetry } from './ports.ts';

export interface AzureMonitorOptions {
  /** of an Application Insights resource */
  readonly connectionString: string;
  /** identity for sending, where the resource requires one; absent: the connection string is enough */
  readonly credential?: Credential;
  /** shown as the role of a record: `web`, `worker`, `all` */
  readonly role: string;
  readonly everyMilliseconds?: number;
}

type Credential = NonNullable<
  NonNullable<ConstructorParameters<typeof AzureMonitorMetricExporter>[0]>['credential']
>;

export interface RunningTelemetry {
  readonly telemetry: Telemetry;
  /** Sends what is left, for a few seconds at most. */
  stop(): Promise<void>;
}

const maxFarewellMs = 5_000;

/**
 * Sends metrics and spans to Azure Monitor. Loaded only where it is set up: it takes most of a second and 40
 * MB. Data that can't be sent is dropped, since the disk may be read-only or full.
 * @throws AppError `setting-wrong`, without the string in it
 */
export function startAzureMonitor(options: AzureMonitorOptions): RunningTelemetry {
  const exporting = {
    connectionString: options.connectionString,
    disableOfflineStorage: true,
    ...(options.credential !== undefined && { credential: options.credential }),
  };
  const resource = resourceFromAttributes({
    'service.namespace': 'rollcall',
    'service.name': options.role,
  });
  const { metricExporter, traceExporter } = understood(() => ({
    metricExporter: new AzureMonitorMetricExporter(exporting),
    traceExporter: new AzureMonitorTraceExporter(exporting),
  }));
  const reader = new PeriodicExportingMetricReader({
    exporter: metricExporter,
    exportIntervalMillis: options.everyMilliseconds ?? 60_000,
    exportTimeoutMillis: Math.min(options.everyMilliseconds ?? 30_000, 30_000),
  });
  const meters = new MeterProvider({ resource, readers: [reader] });
  const tracers = new BasicTracerProvider({
    resource,
    spanProcessors: [new BatchSpanProcessor(traceExporter)],
  });
  return {
    telemetry: openTelemetry(meters.getMeter('rollcall'), tracers.getTracer('rollcall')),
    async stop() {
      const farewell = Promise.allSettled([meters.shutdown(), tracers.shutdown()]);
      let timer: NodeJS.Timeout | undefined;
      const enough = new Promise((resolve) => {
        timer = setTimeout(resolve, maxFarewellMs);
      });
      await Promise.race([farewell, enough]);
      clearTimeout(timer);
    },
  };
}

function understood<Made>(make: () => Made): Made {
  try {
    return make();
  } catch {
    throw new AppError('setting-wrong', {
      setting: 'APPLICATIONINSIGHTS_CONNECTION_STRING',
      problem: 'the connection string of an Application Insights resource',
    });
  }
}
