/**
 * npm run package -- --app-id <id> --domain <host> [--version 1.0.0] [--name …] [--out file.zip] …
 * Creates the zip to upload to Teams: the manifest, filled for one organization's bot, and the icons.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fromCommandLine } from './command-line.ts';
import { languageFiles, readLanguages, withLanguages } from './app-package/languages.ts';
import { complaintsOf, fillManifest, readManifest } from './app-package/manifest.ts';
import { help, readOptions } from './app-package/options.ts';
import { zipOf } from './app-package/zip.ts';

const folder = join(import.meta.dirname, '../appPackage');

const read = fromCommandLine(help, (args) => {
  const given = readOptions(args);
  if ('problem' in given) throw new Error(given.problem);
  return given;
});

const languages = readLanguages();
const manifest = withLanguages(fillManifest(readManifest(), read.options), languages.keys());
const complaints = await complaintsOf(manifest);
if (complaints.length > 0) {
  console.error(`Teams would refuse this manifest:\n${complaints.join('\n')}`);
  process.exit(1);
}

const { color, outline } = manifest.icons;
const zip = zipOf({
  'manifest.json': Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`),
  [color]: await readFile(join(folder, color)),
  [outline]: await readFile(join(folder, outline)),
  ...Object.fromEntries(
    Object.entries(languageFiles(manifest, languages)).map(([file, text]) => [
      file,
      Buffer.from(text),
    ]),
  ),
});
const out = read.options.out ?? join(folder, 'build/rollcall.zip');
await mkdir(dirname(out), { recursive: true });
await writeFile(out, zip);
console.log(
  `${relative('', out)}: ${manifest.name.short} ${manifest.version} for ${read.options.domain}`,
);
