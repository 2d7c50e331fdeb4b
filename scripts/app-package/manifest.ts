import { readFileSync } from 'node:fs';
import { AppManifestUtils, type TeamsManifestV1D30 } from '@microsoft/app-manifest';
import type { PackageOptions } from './options.ts';

/** The app's manifest for Teams. */
export type Manifest = TeamsManifestV1D30.TeamsManifestV1D30;

/** The manifest in the repository: complete and valid, for a fictitious app and domain. */
export function readManifest(): Manifest {
  const file = new URL('../../appPackage/manifest.json', import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
}

/** The manifest of one organization's bot. An organization without pages of its own gets links to the bot's. */
export function fillManifest(manifest: Manifest, options: PackageOptions): Manifest {
  const id = options['app-id'];
  const home = `https://${options.domain}`;
  const name = options.name ?? manifest.name.short;
  return {
    ...manifest,
    id,
    version: options.version ?? manifest.version,
    developer: {
      name: options.developer ?? manifest.developer.name,
      websiteUrl: options.website ?? home,
      privacyUrl: options.privacy ?? `${home}/privacy`,
      termsOfUseUrl: options.terms ?? `${home}/terms`,
    },
    name: { short: name, full: name },
    bots: (manifest.bots ?? []).map((bot) => ({ ...bot, botId: options['bot-id'] ?? id })),
    composeExtensions: (manifest.composeExtensions ?? []).map((extension) => ({
      ...extension,
      botId: options['bot-id'] ?? id,
    })),
    validDomains: [options.domain],
  };
}

/**
 * Validates a manifest against Microsoft's schema, which the package contains, so nothing is downloaded. It
 * checks neither icons nor zips, and allows longer commands than Teams shows.
 */
export function complaintsOf(manifest: Manifest): Promise<string[]> {
  return AppManifestUtils.validateAgainstSchema(manifest);
}
