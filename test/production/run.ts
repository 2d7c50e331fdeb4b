/** npm run test:production: production's own path, whole, from the files of the image. */
import { runProduction, whyNot } from './outside.ts';
import { fromCommandLine, noOptions } from '../../scripts/command-line.ts';

fromCommandLine(
  {
    usage: 'npm run test:production',
    does: 'Starts the product as Azure does, in a network of its own, and tries all of it.',
  },
  noOptions,
);
const reason = whyNot();
if (reason !== undefined) {
  console.error(`Skipped: ${reason}.`);
  process.exit(0);
}
const { code } = await runProduction({
  whole: true,
  onLine: (line) => process.stdout.write(line),
});
process.exit(code ?? 1);
