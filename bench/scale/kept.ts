import { assumptions as given } from './assumptions.ts';
import { house } from './house.ts';
import type { ScaleMeasured } from './measure.ts';
import type { Organization } from './organizations.ts';

const weeks = 52;

/** GB that are kept, once files come and go at the same pace; and what a year adds that never goes. */
export interface Kept {
  readonly people: number;
  readonly peopleGB: number;
  /** links to accounts, one for each person whom a sync brought */
  readonly linksGB: number;
  /** of a year: the history, and the audit with it */
  readonly operationsAYearGB: number;
  readonly auditAYearGB: number;
  readonly filesGB: number;
  readonly plansGB: number;
  readonly viewsGB: number;
  /** GB that admins download in a month */
  readonly downloadsGB: number;
}

export function keptBy(
  organizations: readonly Organization[],
  { worker, rows }: ScaleMeasured,
): Kept {
  const gb = (bytes: number) => bytes / 1e9;
  const people = organizations.reduce((all, one) => all + one.people, 0);
  const exportsOf = ({ exportsAt }: Organization) => exportsAt.length;
  const exported = organizations.reduce((all, one) => all + one.people * exportsOf(one), 0);
  const exports = organizations.reduce((all, one) => all + exportsOf(one), 0);
  const operations = organizations.length * (365 + weeks) + exports * weeks;
  // Whoever a sync removes has an entry of their own.
  const entries = operations + people * given.goneADay * 365;
  const row = (table: string) => rows[table]?.bytes ?? 0;
  const { bytes } = worker;
  const kept = house.fileDays / 7;
  return {
    people,
    peopleGB: gb(people * row('people')),
    linksGB: gb(people * row('organizations')),
    operationsAYearGB: gb(operations * row('operations')),
    auditAYearGB: gb(entries * row('audit')),
    filesGB: gb(kept * (people * bytes.file + exported * (bytes.export + bytes.roster))),
    plansGB: gb(
      (house.undoDays / 7) *
        people *
        (given.updatedInFile * bytes.planOfChanged + given.addedInFile * bytes.planOfNew),
    ),
    viewsGB: gb(people * bytes.view),
    downloadsGB: gb((30 / 7) * exported * bytes.export * given.downloadsOfExport),
  };
}
