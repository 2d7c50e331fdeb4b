/** npm run test:production: production's own path, whole, from the files of the image. */
import { runProduction, whyNot } from './outside.ts';

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
