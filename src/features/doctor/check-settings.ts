import { AppError } from '../../errors.ts';
import { readSettings, type Settings } from '../../settings.ts';
import type { Text } from '../../text/text.ts';
import { ok, wrong } from './findings.ts';
import type { Finding } from './ports.ts';

export interface ReadSettings {
  /** absent: a required setting is invalid */
  readonly settings?: Settings;
  readonly findings: readonly Finding[];
  /** names of the settings that are invalid */
  readonly invalid: ReadonlySet<string>;
}

/** Reads the settings as the start does, but reports every problem, not only the first. */
export function checkSettings(
  environment: Readonly<Record<string, string | undefined>>,
  text: Text,
): ReadSettings {
  const left = { ...environment };
  const findings: Finding[] = [];
  const invalid = new Set<string>();
  for (;;) {
    try {
      const settings = readSettings(left, false);
      if (findings.length === 0) findings.push(ok(text.doctor.settings.fine));
      return { settings, findings, invalid };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const setting = String(error.details.setting);
      if (invalid.has(setting)) return { findings, invalid };
      invalid.add(setting);
      findings.push(wrong(text.error(error)));
      // The others are checked as if this one weren't set.
      left[setting] = undefined;
    }
  }
}

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Finds values of the right type that can't be intended. */
export function checkIds(settings: Settings, { doctor }: Text): Finding[] {
  const { MicrosoftAppId = '', MicrosoftAppTenantId = '', MicrosoftAppPassword = '' } = settings;
  const findings: Finding[] = [];
  if (!guid.test(MicrosoftAppId)) findings.push(wrong(doctor.settings.noGuid('MicrosoftAppId')));
  if (!guid.test(MicrosoftAppTenantId)) {
    findings.push(wrong(doctor.settings.noGuid('MicrosoftAppTenantId')));
  }
  if (settings.MicrosoftAppType === 'SingleTenant' && guid.test(MicrosoftAppPassword)) {
    findings.push(wrong(doctor.settings.secretIsId));
  }
  return findings.length === 0 ? [ok(doctor.settings.idsFine)] : findings;
}

/** The first tenant admins: each `object id` or `tenant/object id`, in lower case. */
export function checkAdmins(settings: Settings, { doctor }: Text): Finding[] {
  const { TENANT_ADMINS: admins, MicrosoftAppTenantId: home = '' } = settings;
  if (admins.length === 0) return [wrong(doctor.admins.nobody)];
  const odd = admins.find((admin) => !admin.split('/').every((id) => guid.test(id)));
  if (odd !== undefined) return [wrong(doctor.admins.noId(odd))];
  const isAtHome = (admin: string) =>
    !admin.includes('/') || admin.startsWith(`${home.toLowerCase()}/`);
  if (!admins.some(isAtHome)) return [wrong(doctor.admins.elsewhere)];
  return [ok(doctor.admins.fine(admins.length))];
}
