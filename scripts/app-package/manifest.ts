import { readFileSync } from 'node:fs';
import { AppManifestUtils, type TeamsManifestV1D30 } from '@microsoft/app-manifest';
import type { PackageOptions } from './options.ts';

/** What Teams is told of the app. */
export type Manifest = TeamsManifestV1D30.TeamsManifestV1D30;

/** As it stands in the repository: whole and valid, for an app and a domain that don't exist. */
export function readManifest(): Manifest {
  const file = new URL('../../appPackage/manifest.json', import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
}

/** The manifest of one organization's bot. The links of an organization without pages of its own lead to the bot's. */
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
    validDomains: [options.domain],
  };
}

/**
 * What Microsoft's schema has against a manifest; the schema comes with the package, so nothing is fetched.
 * It knows neither icons nor zips, and allows longer commands than Teams shows.
 */
export function complaintsOf(manifest: Manifest): Promise<string[]> {
  return AppManifestUtils.validateAgainstSchema(manifest);
}
