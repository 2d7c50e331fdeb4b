import { join } from 'node:path';
import { composeRollcall } from './app/rollcall.ts';
import { AppError } from './errors.ts';
import { endInGoodOrder, type Stop } from './lifecycle.ts';
import { catchConsole, createLog, type Log } from './log.ts';
import { readSettings, type Settings } from './settings.ts';
import { addressesOf, connectStorage, storageSettings } from './infra/storage/connect.ts';
import { createStorage } from './infra/storage/storage.ts';
import { startTelemetry } from './infra/telemetry/start.ts';
import { instrumentThrottling } from './infra/telemetry/instrument-throttling.ts';
import { textFor } from './text/text.ts';
import { defined } from './lib/defined.ts';

async function main(): Promise<void> {
  const settings = readSettings(process.env, process.argv.includes('--local'));
  const log = createLog(settings.LOG_LEVEL);
  catchConsole(log);
  const started: Stop[] = [];
  endInGoodOrder(started, log);
  try {
    await start(settings, log, started);
  } catch (error) {
    for (const stop of started.toReversed()) await stop().catch(() => undefined);
    throw error;
  }
}

/** In local mode the browser is on this machine. */
function withOwnAddress(settings: Settings): Settings {
  if (settings.MicrosoftAppId !== undefined || settings.PORT === 0) return settings;
  return { PUBLIC_URL: `http://127.0.0.1:${settings.PORT}`, ...settings };
}

async function start(given: Settings, log: Log, started: Stop[]): Promise<void> {
  const local = given.local ? await import('../emulators/local-mode.ts') : undefined;
  const embedded =
    local !== undefined &&
    given.AZURE_STORAGE_CONNECTION_STRING === undefined &&
    given.AZURE_STORAGE_ACCOUNT === undefined;
  const connected = await connectStorage(
    embedded ? await local.startStorage(given, log, process.env, started) : storageSettings(given),
  );
  // An address on loopback is a Graph emulator; any other is Microsoft's and needs the app's credentials.
  const hasGraph = given.MicrosoftAppId !== undefined || given.GRAPH_URL.startsWith('http:');
  const graph =
    local === undefined || hasGraph
      ? undefined
      : await local.startGraph({ log, dataDir: join(given.DATA_DIR, 'graph') }, started);
  const settings =
    local === undefined ? given : withOwnAddress(local.localSettings(given, graph?.url));
  const storage = createStorage(connected, {
    ...(settings.DEFAULT_COUNTRY !== undefined && { defaultCountry: settings.DEFAULT_COUNTRY }),
  });
  await storage.ensure();

  // The SDK reports its own usage to Microsoft by default.
  process.env.APPLICATION_INSIGHTS_NO_STATSBEAT ??= 'true';
  const running = await startTelemetry(settings);
  if (running !== undefined) {
    const services = { storage: addressesOf(connected), graph: [settings.GRAPH_URL] };
    const stopCounting = instrumentThrottling(running.telemetry, services);
    started.push(() => {
      stopCounting();
      return running.stop();
    });
  }
  const rollcall = composeRollcall({
    settings,
    storage,
    log,
    ...(running !== undefined && { telemetry: running.telemetry }),
    // The concurrency that saturates the store: measured for the embedded one, from Azure's published limits
    // for the other.
    concurrency: embedded ? 4 : 16,
    ...(embedded && { assertRoom: local.roomIn(settings) }),
  });
  started.push(() => rollcall.stop());
  if (embedded) await local.giveSampleRoles(settings, rollcall.roles);
  // Unsigned activities are accepted on loopback only.
  const host = settings.MicrosoftAppId === undefined ? '127.0.0.1' : '0.0.0.0';
  const port = await rollcall.server?.listen(settings.PORT, host);
  const healthPort =
    settings.HEALTH_PORT === undefined
      ? undefined
      : await rollcall.health?.listen(settings.HEALTH_PORT, host);
  rollcall.start();
  log.info({ port, healthPort, role: settings.ROLE, local: settings.local }, 'Rollcall is up');
  if (local === undefined || port === undefined) return;
  const page = await local.startTeams(
    {
      settings,
      log,
      port,
      dataDir: join(settings.DATA_DIR, 'teams'),
      ...defined({ graph }),
    },
    started,
  );
  process.stdout.write(`\n  Local Teams: ${page}\n\n`);
}

try {
  await main();
} catch (error) {
  const known = error instanceof AppError;
  process.stderr.write(
    known ? `${textFor('en').error(error)}\n` : `${String((error as Error).stack)}\n`,
  );
  process.exit(1);
}
