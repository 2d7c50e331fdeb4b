import { house } from './house.ts';
import { sum, type Requests } from './requests.ts';

/*
 * How often a job asks the store, read off the code line by line; docs/scale.md has it in words. `seconds` is how long the job
 * takes, since how far it came is noted by the clock. Whatever is asked again after a conflict or a fault is left out.
 */

const { shards, page, writesInBatch } = house;

/** An organization's people or rows, spread over the shards evenly. */
const perShard = (rows: number) => rows / shards;
/** Shards in which at least one of so many rows is expected. */
const shardsMet = (rows: number) => shards * (1 - (1 - 1 / shards) ** rows);
/** Pages of a scan of everybody: at least one for each shard, and a last one where a page is full. */
const scanPages = (people: number) => shards * (Math.floor(perShard(people) / page) + 1);
/** Writes of a blob that is sent in blocks. */
const blobWrites = (bytes: number) =>
  bytes <= house.block ? 1 : Math.ceil(bytes / house.block) + 1;
/**
 * Writes of so many rows, spread over the shards by chance: by the hundred, and one that is alone in its shard without a batch.
 * How many batches a shard takes is what is expected of a Poisson distribution, whose tail is nearly a normal one's.
 */
function written(rows: number): Requests {
  const each = perShard(rows);
  const alone = rows * (1 - 1 / shards) ** Math.max(0, rows - 1);
  let expected = shardsMet(rows);
  for (let more = writesInBatch; more < each + 6 * Math.sqrt(each); more += writesInBatch) {
    expected += shards * chanceOfMore(each, more);
  }
  return { 'table batch': expected - alone, 'table write': alone };
}

/** The chance that a normal distribution of this mean and variance is above a bound. */
function chanceOfMore(mean: number, bound: number): number {
  const away = (bound + 0.5 - mean) / Math.sqrt(mean);
  return 1 / (1 + Math.exp(1.702 * away));
}

/** A record is read, decided about, and written. */
const changeOfRecord: Requests = { 'table read': 1, 'table write': 1 };

/** A card is drawn again: the message, the record before and after, and where its owner is. */
const cardDrawn: Requests = {
  'queue send': 1,
  'queue fetch': 1,
  'table read': 3,
  'queue delete': 1,
};
const noted = sum(changeOfRecord, cardDrawn);
/** What is under way is noted by the clock; drawing is slower than that, so a card that waits is drawn once for several. */
const notedFor = (seconds: number, every: number): Requests => {
  const times = Math.max(0, Math.floor(seconds / every));
  const renewals = Math.max(0, Math.floor(seconds / house.renewalSeconds));
  return sum([times, noted], { 'queue update': renewals });
};

/** A notice: put into the outbox, told, and marked as told. The chat's card is drawn a last time. */
const announced = (shown: { readonly card: boolean; readonly file: boolean }): Requests =>
  sum(
    { 'table write': 2, 'queue send': 1, 'queue fetch': 1, 'queue delete': 1 },
    // outbox, record, chat; sending, sent; no longer open
    { 'table read': 3, 'table write': 2, 'table delete': 1 },
    shown.card ? cardDrawn : {},
    // whether it is still there: for the notice, for the card, and for the card that is drawn when the answer has surely arrived
    shown.file ? { 'blob look': 1 + (shown.card ? 2 : 0) } : {},
  );

/** An entry of the audit: kept aside, appended, no longer aside. */
const audited: Requests = { 'table write': 2, 'table delete': 1 };

const jobTaken: Requests = { 'queue fetch': 1, 'queue delete': 1 };

/** A message or a press in the chat, whatever it is: the claim, its end, the chat, and whether its sender has joined. */
export const turn: Requests = { 'table write': 2, 'table read': 2 };

/** Compares rows with who is there: by look-ups where they are few, else by scans. */
function compared(rows: number, people: number, changed: number): Requests {
  if (perShard(rows) <= house.fewRows) return { 'table read': rows };
  const scans = { 'table page': scanPages(people) };
  const byLookUp = perShard(changed) * house.scannedForOneRead <= perShard(people);
  if (byLookUp) return sum(scans, { 'table read': changed });
  return sum([2, scans]);
}

export interface Import {
  readonly rows: number;
  /** who is there before */
  readonly people: number;
  /** of the rows: people who are new, and people who are there and differ */
  readonly added: number;
  readonly updated: number;
  /** bytes of the file, and of a line of the plan */
  readonly fileBytes: number;
  readonly planBytes: number;
  readonly seconds: number;
  /** whether people of the organization have accounts: whoever was added may be one of them, so everybody is looked at */
  readonly hasAccounts?: boolean;
}

/** The file is sent, and checked and compared until its preview stands in the chat. */
export function planned(given: Import): Requests {
  const changed = given.added + given.updated;
  return sum(
    turn,
    // how many files they sent of late, twice; the file's own claim; the dialogue
    { 'table read': 4, 'table write': 6 },
    { 'blob write': blobWrites(given.fileBytes), 'queue send': 1 },
    // the record, and where its card stands
    { 'table write': 1 },
    changeOfRecord,
    jobTaken,
    { 'table read': 1 },
    changeOfRecord,
    // own attributes, twice, and aliases
    { 'table page': 3 },
    // the file: once to find out what it is, once to read it
    { 'blob read': 2 },
    compared(given.rows, given.people, given.updated),
    [shardsMet(changed), { 'blob write': blobWrites((changed * given.planBytes) / shards) }],
    { 'blob write': 1 },
    changeOfRecord,
    cardDrawn,
    notedFor(given.seconds - house.planProgressSeconds, house.planProgressSeconds),
  );
}

/** Import is pressed, and everything is written until the notice is told. */
export function applied(given: Import): Requests {
  const changed = given.added + given.updated;
  const isLarge = changed > house.manyChanges;
  const met = shardsMet(changed);
  return sum(
    turn,
    // whether this was pressed before; the record; a place in the line; that it was pressed
    { 'table read': 2, 'table write': 2, 'queue send': 1 },
    changeOfRecord,
    changeOfRecord,
    // by the answer, and once more when it has surely arrived
    [2, cardDrawn],
    jobTaken,
    { 'table read': 2, 'table write': 1, 'table page': 1, 'blob lease': 2 },
    changeOfRecord,
    { 'table page': 1 },
    [2, noted],
    notedFor(given.seconds, house.checkpointSeconds),
    { 'blob look': shards, 'blob read': met },
    written(changed),
    isLarge ? { 'table write': 2 * met } : written(changed),
    changeOfRecord,
    announced({ card: true, file: true }),
    audited,
    // the place in the line; what the plan found out; whether anybody has an account
    { 'table delete': 1, 'blob delete': 1 },
    given.added > 0 ? { 'table page': 1 } : {},
    given.added > 0 && given.hasAccounts === true ? { 'table page': scanPages(given.people) } : {},
    isLarge ? refreshed(given.people + given.added) : {},
  );
}

/** The directory view is made anew. */
function refreshed(people: number): Requests {
  return sum({ 'queue send': 1, 'table page': 1 }, jobTaken, {
    'table page': scanPages(people),
    'blob read': shards,
    'blob write': shards,
  });
}

export interface Export {
  readonly people: number;
  readonly fileBytes: number;
  readonly rosterBytes: number;
  readonly seconds: number;
}

/** An export of everybody is asked for by a press, and written until the notice is told. */
export function exported(given: Export): Requests {
  return sum(
    turn,
    // whether this was pressed before, and that it was; what was chosen last; the record
    { 'table read': 3, 'table write': 3, 'queue send': 1 },
    changeOfRecord,
    [2, cardDrawn],
    jobTaken,
    { 'table read': 1 },
    changeOfRecord,
    noted,
    notedFor(given.seconds, house.checkpointSeconds),
    // own attributes, the settings
    { 'table page': 2 + scanPages(given.people) },
    { 'blob write': blobWrites(given.fileBytes) + blobWrites(given.rosterBytes) },
    noted,
    changeOfRecord,
    announced({ card: true, file: true }),
    audited,
    changeOfRecord,
    { 'blob list': 1 },
  );
}

export interface Sync {
  /** whom Entra tells of: those who changed since the last one, or all */
  readonly users: number;
  readonly added: number;
  readonly updated: number;
  readonly removed: number;
  readonly people: number;
  /** everybody was asked for, so that who is no longer told of is removed */
  readonly isFull: boolean;
  /** by itself, at its hour: no card, but a message that wakes it */
  readonly isDaily: boolean;
  /** a trial has read the users already, and this one only brings them in */
  readonly isRead?: boolean;
  readonly seconds: number;
}

/** A sync that writes, from its message on until it is told. */
export function synced(given: Sync): Requests {
  const { users, added, updated, removed, people, isFull, isDaily } = given;
  const pages = Math.max(1, Math.ceil(users / house.graphPage));
  const known = users - added;
  const everybody = { 'table page': scanPages(people) };
  const isLarge = added + updated + removed >= house.manySynced;
  const step = isDaily ? changeOfRecord : noted;
  return sum(
    isDaily ? woken : askedBySomebody,
    jobTaken,
    { 'table read': 1 },
    changeOfRecord,
    { 'table read': 2 },
    // read, then brought in, page by page
    given.isRead === true ? {} : sum(step, [pages, sum(step, { 'blob write': 1 })]),
    [pages, sum(step, { 'blob read': 1 })],
    { 'table page': 1 },
    { 'table read': users + known },
    // who is there is looked at once, as soon as somebody is new
    added > 0 ? sum(everybody, { 'table page': 1 }) : {},
    isFull ? everybody : {},
    ...pagesOf(added).map((some) => [3, written(some)] as const),
    ...pagesOf(updated).map((some) => [2, written(some)] as const),
    [removed, left],
    changeOfRecord,
    changeOfRecord,
    announced({ card: !isDaily, file: false }),
    audited,
    [1, { 'blob list': 1, 'blob delete': pages }],
    { 'queue update': Math.floor(given.seconds / house.renewalSeconds) },
    isLarge ? refreshed(people + added) : {},
  );
}

/** So many of them, as they come page by page. */
function pagesOf(users: number): number[] {
  const full = Math.floor(users / house.graphPage);
  return [...Array.from({ length: full }, () => house.graphPage), users - full * house.graphPage];
}

/** One is asked for by a press. */
const askedBySomebody: Requests = sum(
  turn,
  { 'table read': 4, 'table write': 3, 'queue send': 1 },
  changeOfRecord,
  cardDrawn,
);

/** One's hour has come: the settings, the state, the record, the next one's message. */
const woken: Requests = sum(jobTaken, {
  'table read': 5,
  'table write': 3,
  'queue send': 2,
});

/** Somebody is gone from Entra: found by account, kept aside, noted, written, recorded. */
const left: Requests = sum({ 'table read': 3, 'table write': 2 }, audited);

/**
 * A question about the directory: the turn, and who was noted of late.
 * @param followed people who were changed in the last minutes, and are looked at again each time
 */
export function looked({ isCold, followed }: { isCold: boolean; followed: number }): Requests {
  return sum(
    turn,
    { 'table page': 1, 'table read': followed },
    isCold ? { 'blob read': shards } : {},
  );
}

/** What a process does in a day though nobody asks for anything. @param web whether it tells notices, @param worker whether it does jobs */
export function idleDay({ web, worker }: { web: boolean; worker: boolean }): Requests {
  const day = 24 * 3_600;
  const queues = Number(web) + Number(worker);
  return sum(
    { 'queue poll': (queues * day) / house.idlePollSeconds },
    { 'table page': house.turnSweepsADay + (web ? house.noticeSweepsADay : 0) },
  );
}

/** What each worker does once a day for an organization (compose-jobs.ts): everybody is read, whether anything is to be deleted or not. */
export function dailyRound(people: number, files: number): Requests {
  return sum({
    // aliases, attributes, schedules, entries left aside, notes, groups, outbox
    'table page': scanPages(people) + 7,
    'table read': 1,
    'queue send': 1,
    'blob list': 2 * (Math.floor(files / 5_000) + 1),
  });
}
