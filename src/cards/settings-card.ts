import { addsToGroups, maxAdded, type GroupAdding } from '../domain/group-adding.ts';
import { fewestOfBigChange } from '../domain/change-limit.ts';
import { inboxModes, type InboxSetting } from '../domain/inbox.ts';
import { networks, type Network } from '../domain/network.ts';
import { matchOrders, packMatchOrder, type MatchOrder } from '../domain/match-keys.ts';
import { grantableRights, packGranted, type GrantableRight } from '../domain/roles.ts';
import { commonTimeZones } from '../domain/time-zone.ts';
import { packSelfEditable, selfEditable, type SelfEditable } from '../domain/self-editing.ts';
import { sideBySide } from '../text/bidi.ts';
import type { Text } from '../text/text.ts';
import { packAction, packDialog, toggle } from './action-data.ts';
import { otherMark } from './card-inputs.ts';
import type { CardAction } from './card-actions.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { commonData } from './operation-parts.ts';
import { boxPart } from './person-parts.ts';
import { expandCard, expandPart, type TemplateData } from './template.ts';

export interface SettingsCardInput {
  readonly text: Text;
  /** of exported files */
  readonly delimiter: ',' | ';';
  /** people who sign in are added to the directory */
  readonly signIn: boolean;
  /** who may add people to groups by hand, and how many in 24 hours */
  readonly groupAdding: GroupAdding;
  /** the match keys, in order */
  readonly matchBy: MatchOrder;
  /** percent of people; an import that changes more asks for confirmation */
  readonly changeLimit: number;
  /** everyone may look people up from any chat */
  readonly lookup: boolean;
  /** built-in attributes that people may edit in their own profile */
  readonly selfEdit: readonly SelfEditable[];
  /** rights of tenant admins that organization admins have too */
  readonly adminsMay: readonly GrantableRight[];
  /** admins' choices of columns, newest first */
  readonly remembered?: readonly { readonly id: string; readonly headers: readonly string[] }[];
  /** files that other systems send */
  readonly inbox: InboxSetting;
  readonly inboxFolder: string;
  /** its admin may no longer import */
  readonly inboxPaused: boolean;
  /** IANA name: of dates with a time; proposed where none was chosen */
  readonly timeZone: string;
  /** opens the same card in a dialog */
  readonly window: CardAction;
  /** what was typed and can't be saved */
  readonly wrong?: SettingFaults;
  /** saved just now */
  readonly saved?: boolean;
}

/** By the input's id, as typed; the other values of the card are as they were sent then. */
export type SettingFaults = Readonly<
  Partial<Record<'timeZone' | 'groupLimit' | 'changeLimit', string>>
>;

/** The organization's settings. */
export function settingsCard(input: SettingsCardInput): Card {
  const {
    text,
    delimiter,
    signIn,
    groupAdding,
    matchBy,
    changeLimit,
    lookup,
    selfEdit,
    adminsMay,
    inbox,
    saved,
    remembered = [],
  } = input;
  const { settings: words, exports } = text;
  // The inputs are merged over the button's data.
  const save = packAction(
    text.buttons.save,
    {
      verb: 'save-settings',
      delimiter,
      signIn: signIn ? 'on' : 'off',
      groupAdding: groupAdding.by,
      groupLimit: groupAdding.most,
      matchBy: packMatchOrder(matchBy),
      changeLimit,
      lookup: lookup ? 'on' : 'off',
      // Clients leave out a choice in which nothing is selected.
      selfEdit: '',
      adminsMay: '',
      inbox: inbox.mode,
      inboxNetwork: networkOf(inbox),
      timeZone: input.timeZone,
    },
    { isPrimary: true },
  );
  const openWindow = packDialog(text.buttons.openWindow, input.window);
  const data = {
    ...commonData(text, words.title, [save, openWindow]),
    title: words.title,
    intro: words.intro,
    ...sectionHeads(input),
    saved: saved === true ? [boxPart({ title: exports.settingsSaved, style: 'good' })] : [],
    rememberedTitle: words.columns.title,
    rememberedHint: words.columns.hint,
    remembered: rememberedRows(text, remembered),
    delimiterLabel: words.delimiter,
    delimiter,
    delimiters: ([',', ';'] as const).map((value) => ({
      value,
      title: words.delimiterChoices[value],
    })),
    delimiterHint: words.delimiterHint,
    signInTitle: words.signIn,
    signIn: signIn ? 'on' : 'off',
    signInHint: words.signInHint,
    lookupTitle: words.lookup,
    lookup: lookup ? 'on' : 'off',
    lookupHint: words.lookupHint,
    selfEditLabel: words.selfEdit,
    selfEdit: packSelfEditable(selfEdit),
    selfEdits: selfEditable.map((value) => ({ value, title: text.attribute(value) })),
    selfEditHint: words.selfEditHint,
    adminsMayLabel: words.adminsMay,
    adminsMay: packGranted(adminsMay),
    adminsMays: grantableRights.map((value) => ({
      value,
      title: words.adminsMayChoices[value],
    })),
    adminsMayHint: words.adminsMayHint,
    groupAddingLabel: words.groupAdding,
    groupAdding: groupAdding.by,
    groupAddings: addsToGroups.map((value) => ({
      value,
      title: words.groupAddingChoices[value],
    })),
    groupAddingHint: words.groupAddingHint,
    groupLimitLabel: words.groupLimit,
    groupLimit: groupAdding.most,
    maxAdded,
    groupLimitWrong: words.groupLimitWrong(maxAdded),
    groupLimitProblem: input.wrong?.groupLimit === undefined ? '' : words.groupLimitWrong(maxAdded),
    matchByLabel: words.matchBy,
    matchBy: packMatchOrder(matchBy),
    matchBys: ordersFor(matchBy).map((order) => ({
      value: packMatchOrder(order),
      title: order.map((key) => text.matchKey(key)).join(' › '),
    })),
    matchByHint: words.matchByHint,
    changeLimitLabel: words.changeLimit,
    changeLimit,
    changeLimitHint: words.changeLimitHint(fewestOfBigChange),
    changeLimitWrong: words.changeLimitWrong,
    changeLimitProblem: input.wrong?.changeLimit === undefined ? '' : words.changeLimitWrong,
    inboxLabel: words.inbox.label,
    inbox: inbox.mode,
    inboxes: inboxModes.map((value) => ({ value, title: words.inbox.choices[value] })),
    inboxHint: inboxHint(input),
    inboxNetworkLabel: words.inbox.network,
    inboxNetwork: networkOf(inbox),
    inboxNetworks: networks.map((value) => ({ value, title: text.network(value) })),
    inboxPaused: pausedBox(input),
    timeZone: timeZonePart(input),
    timeZoneHint: words.timeZoneHint,
  };
  const card = { card: expandCard('settings', data), summary: words.title };
  return saved === true ? card : { ...card, isForm: true };
}

const sections = ['imports', 'files', 'people', 'admins'] as const;

/** The head of each section, and whether the section is open at once: one with a value that can't be saved is. */
function sectionHeads({ text, wrong = {} }: SettingsCardInput): TemplateData {
  const { settings: words } = text;
  const held = {
    imports: [words.matchBy, words.changeLimit, words.columns.title],
    files: [words.delimiter, words.inbox.label],
    people: [words.signIn, words.lookup, words.selfEdit, words.timeZone],
    admins: [words.adminsMay, words.groupAdding],
  };
  const isOpen = {
    importsOpen: wrong.changeLimit !== undefined,
    filesOpen: false,
    peopleOpen: wrong.timeZone !== undefined,
    adminsOpen: wrong.groupLimit !== undefined,
  };
  const heads = sections.map((section) => {
    const { title: tooltip, ...open } = toggle(words.sections[section], `section-${section}`);
    const line = sideBySide(held[section]);
    const head = { title: tooltip, line, open: { ...open, tooltip }, mark: '▾' };
    return [`${section}Head`, expandPart('section-head', head)] as const;
  });
  return { ...isOpen, ...Object.fromEntries<CardNode>(heads) };
}

/** The usual zones to choose from, and a field for any other, which counts where both are given. */
function timeZonePart({ text, timeZone, wrong }: SettingsCardInput): CardNode {
  const { timeZone: label, timeZoneWrong } = text.settings;
  const typed = wrong?.timeZone;
  return expandPart('field-suggested', {
    choice: expandPart('field-choice', {
      ...{ id: 'timeZone', label, isRequired: false, missing: '', problem: '' },
      ...{ placeholder: '', style: 'compact', value: timeZone },
      choices: [...new Set([timeZone, ...commonTimeZones])].map((zone) => ({
        value: zone,
        title: zone,
      })),
    }),
    other: expandPart('field-text', {
      ...{ id: `${otherMark}timeZone`, label: text.form.otherValue(label), isRequired: false },
      ...{ missing: '', placeholder: 'Europe/Berlin', style: 'text', maxLength: 60 },
      value: typed === undefined ? '' : shorten(typed, 60),
      problem: typed === undefined ? '' : timeZoneWrong,
    }),
  });
}

function networkOf(inbox: InboxSetting): Network {
  return inbox.mode === 'off' ? 'Employee' : inbox.network;
}

function inboxHint({
  text,
  inbox,
  inboxFolder: folder,
  inboxPaused,
  wrong,
}: SettingsCardInput): string {
  const words = text.settings.inbox;
  const hint = words.hint(`inbox/${folder}`);
  if (inbox.mode === 'off' || inboxPaused || wrong !== undefined) return hint;
  return `${hint} ${words.inTheNameOf(shorten(inbox.by.name, maxAdminName))}`;
}

function pausedBox({ text, inbox, inboxPaused }: SettingsCardInput): CardNode[] {
  if (inbox.mode === 'off' || !inboxPaused) return [];
  const title = text.settings.inbox.paused(shorten(inbox.by.name, maxAdminName));
  return [boxPart({ title, style: 'attention' })];
}

const maxAdminName = 60;

/** The offered values, and the current one, even if it isn't offered. */
function ordersFor(chosen: MatchOrder): MatchOrder[] {
  const isOffered = matchOrders.some((order) => packMatchOrder(order) === packMatchOrder(chosen));
  return isOffered ? [...matchOrders] : [...matchOrders, chosen];
}

/** So many have room on the card; the newest are those that are used. */
const maxRemembered = 8;

function rememberedRows(
  text: Text,
  remembered: NonNullable<SettingsCardInput['remembered']>,
): readonly TemplateData[] {
  return remembered.slice(0, maxRemembered).map(({ id, headers }, index) => ({
    name: shorten(headers.join(', '), 120),
    forget: [
      packAction(
        text.buttons.forget,
        { verb: 'forget-columns', columns: id },
        { id: `forget-columns-${index}`, withoutInputs: true },
      ),
    ],
  }));
}
