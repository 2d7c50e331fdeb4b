import type { RunningTelemetry } from './azure-monitor.ts';
import { defined } from '../../lib/defined.ts';

interface TelemetrySettings {
  readonly APPLICATIONINSIGHTS_CONNECTION_STRING?: string | undefined;
  readonly APPLICATIONINSIGHTS_AUTHENTICATION_STRING?: string | undefined;
  readonly ROLE: string;
}

/** @returns undefined where it isn't set up: then nothing of it is loaded. @throws AppError `setting-wrong` */
export async function startTelemetry(
  settings: TelemetrySettings,
): Promise<RunningTelemetry | undefined> {
  const connectionString = settings.APPLICATIONINSIGHTS_CONNECTION_STRING;
  if (connectionString === undefined) return undefined;
  const { startAzureMonitor } = await import('./azure-monitor.ts');
  const credential = await credentialOf(settings.APPLICATIONINSIGHTS_AUTHENTICATION_STRING);
  return startAzureMonitor({
    connectionString,
    role: settings.ROLE,
    ...defined({ credential }),
  });
}

/** In the format of Azure Functions and other SDKs of Application Insights: `Authorization=AAD;ClientId=…`. */
async function credentialOf(authentication: string | undefined) {
  if (authentication === undefined) return undefined;
  const { DefaultAzureCredential, ManagedIdentityCredential } = await import('@azure/identity');
  const clientId = /;\s*ClientId=([\w-]+)/i.exec(authentication)?.[1];
  return clientId === undefined
    ? new DefaultAzureCredential()
    : new ManagedIdentityCredential({ clientId });
}
