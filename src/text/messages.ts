// Made from locales/en.json by `npm run messages`.
import type { Inserted } from './message.ts';

/** Every sentence of a catalogue, and its values: a single one as it is, several by their names. */
export interface Messages {
  readonly count: {
    readonly rows: (rows: number) => string;
    readonly people: (people: number) => string;
    readonly rowsRejected: (rows: number) => string;
    readonly parts: {
      readonly added: (people: number) => string;
      readonly updated: (people: number) => string;
      readonly unchanged: (people: number) => string;
      readonly rejected: (people: number) => string;
      readonly removed: (people: number) => string;
      readonly deleted: (people: number) => string;
    };
    readonly lineLeftOut: (values: { readonly line: Inserted; readonly values: number }) => string;
  };
  readonly lists: {
    readonly separator: string;
    readonly separatorBeforeMore: string;
    readonly page: (values: {
      readonly first: number;
      readonly last: number;
      readonly total: number;
    }) => string;
  };
  readonly networks: {
    readonly Employee: string;
    readonly Others: string;
  };
  readonly attributeNames: {
    readonly phone: string;
    readonly firstName: string;
    readonly lastName: string;
    readonly displayName: string;
    readonly email: string;
    readonly jobTitle: string;
    readonly department: string;
    readonly location: string;
    readonly employeeId: string;
    readonly network: string;
    readonly deleted: string;
    readonly linked: string;
    readonly merged: string;
  };
  readonly removedAttribute: string;
  readonly statuses: {
    readonly Queued: string;
    readonly Processing: string;
    readonly Waiting: string;
    readonly Held: string;
    readonly Completed: string;
    readonly Failed: string;
    readonly Cancelled: string;
  };
  readonly sources: {
    readonly admin: string;
    readonly group: string;
    readonly signin: string;
    readonly entra: string;
  };
  readonly roles: {
    readonly 'tenant-admin': string;
    readonly 'organization-admin': string;
    readonly 'group-admin': string;
    readonly member: string;
  };
  readonly yesNo: {
    readonly yes: string;
    readonly no: string;
  };
  readonly buttons: {
    readonly continue: string;
    readonly cancel: string;
    readonly import: string;
    readonly refresh: string;
    readonly directory: string;
    readonly next: string;
    readonly previous: string;
    readonly download: string;
    readonly downloadTemplate: string;
    readonly downloadCsvTemplate: string;
    readonly downloadErrorLog: string;
    readonly downloadLog: string;
    readonly newLink: string;
    readonly details: string;
    readonly downloadQuestions: string;
    readonly downloadPeople: string;
    readonly saveAnswers: string;
    readonly applySync: string;
    readonly discardSync: string;
    readonly viewDirectory: string;
    readonly view: string;
    readonly open: string;
    readonly filterBy: string;
    readonly filter: string;
    readonly moreFilters: string;
    readonly showAll: string;
    readonly select: string;
    readonly changeAll: string;
    readonly clearSelection: string;
    readonly changeValue: string;
    readonly moveTo: {
      readonly Employee: string;
      readonly Others: string;
    };
    readonly edit: string;
    readonly editInWindow: string;
    readonly openWindow: string;
    readonly delete: string;
    readonly data: string;
    readonly keep: string;
    readonly restore: string;
    readonly history: string;
    readonly back: string;
    readonly showImport: string;
    readonly showPeople: string;
    readonly addUser: string;
    readonly addPerson: string;
    readonly save: string;
    readonly saveMine: string;
    readonly keepTheirs: string;
    readonly addAdmin: string;
    readonly add: string;
    readonly remove: string;
    readonly forget: string;
    readonly addAttribute: string;
    readonly exportAudit: string;
    readonly createRequest: string;
    readonly chooseColumns: string;
    readonly readOtherWay: string;
    readonly changeColumns: string;
    readonly schedule: string;
    readonly saveSchedule: string;
    readonly schedules: string;
    readonly pause: string;
    readonly resume: string;
    readonly syncNow: string;
    readonly startSync: string;
    readonly resetSync: string;
    readonly changeMapping: string;
    readonly showRequests: string;
    readonly keepDeleted: string;
    readonly restoreAll: string;
    readonly eraseNow: string;
    readonly merge: string;
    readonly notSame: string;
    readonly showAgain: string;
    readonly undoMerge: string;
    readonly call: string;
    readonly chat: string;
    readonly addToGroup: string;
    readonly viewGroup: string;
  };
  readonly commands: {
    readonly import: string;
    readonly template: string;
    readonly 'import history': string;
    readonly 'import everything': string;
    readonly export: string;
    readonly 'export everything': string;
    readonly data: string;
    readonly 'export history': string;
    readonly schedules: string;
    readonly directory: string;
    readonly find: string;
    readonly 'add user': string;
    readonly group: string;
    readonly 'group add': string;
    readonly 'group export': string;
    readonly admins: string;
    readonly attributes: string;
    readonly audit: string;
    readonly sync: string;
    readonly 'sync history': string;
    readonly settings: string;
    readonly help: string;
    readonly cancel: string;
    readonly deleted: string;
    readonly me: string;
    readonly duplicates: string;
  };
  readonly home: {
    readonly title: string;
    readonly greeting: (name?: Inserted) => string;
    readonly whatToDo: string;
    readonly inGroup: string;
    readonly nothingAllowed: string;
    readonly tenantAdmins: (names: Inserted) => string;
    readonly fileWaits: (file: Inserted) => string;
    readonly syncWaits: string;
    readonly lastImport: (values: {
      readonly file: Inserted;
      readonly status: Inserted;
      readonly at: string;
    }) => string;
    readonly notUnderstood: (said?: Inserted) => string;
    readonly searchFor: (query: Inserted) => string;
    readonly groups: {
      readonly import: string;
      readonly export: string;
      readonly directory: string;
      readonly organization: string;
      readonly entra: string;
      readonly other: string;
    };
  };
  readonly import: {
    readonly title: string;
    readonly intro: string;
    readonly chooseNetwork: string;
    readonly networkLabel: string;
    readonly networkChoices: {
      readonly Employee: string;
      readonly Others: string;
    };
    readonly networkMissing: string;
    readonly chooseMode: string;
    readonly modeChoices: {
      readonly update: string;
      readonly everyone: string;
      readonly delete: string;
    };
    readonly modeChosen: {
      readonly everyone: string;
      readonly delete: string;
    };
    readonly orCancel: string;
    readonly ofFile: (values: {
      readonly fileName: Inserted;
      readonly sentence: Inserted;
    }) => string;
    readonly beingReceived: (fileName: Inserted) => string;
    readonly personalChatOnly: string;
    readonly sendFile: string;
    readonly sendFileFor: (network: 'Employee' | 'Others') => string;
    readonly sendFileHow: string;
    readonly needsPhone: string;
    readonly fileReceived: (fileName: Inserted) => string;
    readonly fileKept: string;
    readonly stillComing: string;
  };
  readonly template: {
    readonly title: string;
    readonly intro: string;
    readonly kinds: string;
    readonly sheets: {
      readonly people: string;
      readonly instructions: string;
    };
    readonly headers: {
      readonly column: string;
      readonly whatToEnter: string;
      readonly required: string;
    };
    readonly hints: {
      readonly text: string;
      readonly phone: string;
      readonly email: string;
      readonly number: string;
      readonly date: string;
      readonly 'date-time': (timeZone: Inserted) => string;
      readonly 'yes-no': string;
    };
    readonly general: {
      readonly onePerRow: string;
      readonly emptyCell: string;
      readonly clear: string;
      readonly send: string;
    };
  };
  readonly operation: {
    readonly titleFor: (network?: 'Employee' | 'Others') => string;
    readonly checking: string;
    readonly nothingWrittenYet: string;
    readonly queued: string;
    readonly applying: string;
    readonly exporting: string;
    readonly cancelAsked: string;
    readonly progress: {
      readonly done: (rows: number) => string;
      readonly of: (values: { readonly done: number; readonly total: number }) => string;
    };
    readonly youAreTold: string;
    readonly countTitles: {
      readonly added: string;
      readonly updated: string;
      readonly unchanged: string;
      readonly rejected: string;
      readonly leftOut: string;
      readonly deleted: string;
    };
    readonly facts: {
      readonly file: string;
      readonly network: string;
      readonly deleted: string;
      readonly by: string;
      readonly sent: string;
      readonly ended: string;
      readonly answers: string;
      readonly mode: string;
      readonly source: string;
      readonly inbox: string;
    };
    readonly completed: {
      readonly written: (values: { readonly added: number; readonly updated: number }) => string;
      readonly unchanged: string;
      readonly nobody: string;
      readonly noPeople: string;
    };
    readonly allRejected: (rows: number) => string;
    readonly reasonsBelow: string;
    readonly noneDeleted: (rows: number) => string;
    readonly sendBackToDelete: string;
    readonly missingStayed: (people: number) => string;
    readonly fixRejected: string;
    readonly failed: string;
    readonly cancelledBefore: string;
    readonly cancelledMidway: {
      readonly nobody: string;
      readonly written: (values: { readonly added: number; readonly updated: number }) => string;
      readonly deleted: (people: number) => string;
      readonly missingLeft: (people: number) => string;
      readonly notApplied: (rows: number) => string;
    };
    readonly waitsForYou: string;
    readonly waitsForNetwork: string;
    readonly waitsForAnswer: string;
    readonly fileGone: string;
    readonly keptUntil: (until: string) => string;
    readonly linksUntil: (at: string) => string;
    readonly list: {
      readonly checking: string;
      readonly unchanged: string;
      readonly allDeleted: string;
      readonly none: string;
      readonly rejected: (people: number) => string;
      readonly logHint: string;
      readonly deleting: string;
      readonly notChanged: string;
      readonly left: (people: number) => string;
    };
  };
  readonly preview: {
    readonly title: string;
    readonly subtitle: (values: {
      readonly fileName: Inserted;
      readonly network?: 'Employee' | 'Others' | undefined;
    }) => string;
    readonly nothingWritten: string;
    readonly source: {
      readonly archived: (file: Inserted) => string;
      readonly sheet: (sheet: Inserted) => string;
      readonly otherSheets: (sheets: Inserted) => string;
      readonly moreSheets: (values: { readonly sheets: Inserted; readonly more: number }) => string;
      readonly hiddenRows: (rows: number) => string;
    };
    readonly allUnchanged: string;
    readonly unchangedOrRejected: (people: number) => string;
    readonly onlyQuestions: string;
    readonly noneUsable: string;
    readonly allDeleted: string;
    readonly leaving: {
      readonly missingTitle: string;
      readonly missing: (values: {
        readonly people: number;
        readonly network: 'Employee' | 'Others';
      }) => string;
      readonly none: string;
      readonly nobody: string;
      readonly deleted: {
        readonly all: string;
        readonly some: (values: { readonly shown: number; readonly all: number }) => string;
      };
      readonly more: (more: number) => string;
      readonly linked: (values: { readonly people: number; readonly names: Inserted }) => string;
      readonly moreNames: (values: { readonly names: Inserted; readonly more: number }) => string;
      readonly held: (people: number) => string;
      readonly unread: (rows: number) => string;
      readonly question: string;
      readonly choices: {
        readonly keep: string;
        readonly delete: string;
      };
      readonly list: {
        readonly columns: {
          readonly line: string;
          readonly name: string;
          readonly outcome: string;
        };
        readonly outcomes: {
          readonly inFile: string;
          readonly missing: string;
          readonly deleted: string;
          readonly linked: string;
          readonly gone: string;
          readonly changed: string;
          readonly notReached: string;
        };
      };
    };
    readonly leaversNotRead: (values: {
      readonly column: Inserted;
      readonly value: Inserted;
    }) => string;
    readonly noNames: string;
    readonly broughtBack: (people: number) => string;
    readonly moved: (people: number) => string;
    readonly numbers: {
      readonly title: string;
      readonly international: (values: {
        readonly rows: number;
        readonly sent: Inserted;
        readonly phone: Inserted;
      }) => string;
      readonly national: (values: {
        readonly rows: number;
        readonly sent: Inserted;
        readonly phone: Inserted;
      }) => string;
    };
    readonly movedTo: (values: {
      readonly people: number;
      readonly from: Inserted;
      readonly to: Inserted;
    }) => string;
    readonly problemsTitle: {
      readonly all: string;
      readonly some: (values: { readonly shown: number; readonly all: number }) => string;
    };
    readonly line: (line: number) => string;
    readonly leftOutTitle: {
      readonly all: string;
      readonly some: (values: { readonly shown: number; readonly all: number }) => string;
    };
    readonly addedTitle: {
      readonly all: string;
      readonly some: (values: { readonly shown: number; readonly all: number }) => string;
    };
    readonly updatedTitle: {
      readonly all: string;
      readonly some: (values: { readonly shown: number; readonly all: number }) => string;
    };
    readonly change: (values: {
      readonly field: Inserted;
      readonly before?: Inserted | undefined;
      readonly after?: Inserted | undefined;
    }) => string;
    readonly moreChanges: (more: number) => string;
    readonly notUnderstoodTitle: string;
    readonly moreColumns: (values: { readonly columns: Inserted; readonly more: number }) => string;
    readonly notUnderstoodHint: string;
    readonly identity: {
      readonly likely: {
        readonly title: string;
        readonly intro: (rows: number) => string;
        readonly choices: {
          readonly update: string;
          readonly add: string;
          readonly skip: string;
        };
      };
      readonly reused: {
        readonly title: string;
        readonly intro: (rows: number) => string;
        readonly choices: {
          readonly update: string;
          readonly skip: string;
        };
      };
      readonly forAll: string;
      readonly forOne: (line: number) => string;
      readonly asForAll: string;
      readonly row: (values: {
        readonly line: number;
        readonly name: Inserted;
        readonly phone?: Inserted | undefined;
      }) => string;
      readonly who: (values: {
        readonly key: Inserted;
        readonly name: Inserted;
        readonly phone?: Inserted | undefined;
      }) => string;
      readonly twin: (values: {
        readonly key: Inserted;
        readonly count: number;
        readonly lines: Inserted;
      }) => string;
      readonly more: (more: number) => string;
      readonly moreEach: (more: number) => string;
      readonly sure: {
        readonly title: string;
        readonly intro: (values: { readonly changed: number; readonly people: number }) => string;
        readonly deleting: (values: {
          readonly changed: number;
          readonly people: number;
        }) => string;
        readonly ifDeleting: (values: {
          readonly changed: number;
          readonly people: number;
        }) => string;
        readonly toggle: string;
      };
      readonly missing: (questions: Inserted) => string;
      readonly quoted: (title: Inserted) => string;
      readonly list: {
        readonly columns: {
          readonly line: string;
          readonly question: string;
          readonly name: string;
          readonly phone: string;
          readonly who: string;
          readonly whosePhone: string;
          readonly key: string;
          readonly field: string;
          readonly before: string;
          readonly after: string;
        };
      };
    };
    readonly readAs: {
      readonly title: string;
      readonly order: (values: { readonly first: Inserted; readonly others: Inserted }) => string;
      readonly split: (column: Inserted) => string;
      readonly times: (values: {
        readonly column: Inserted;
        readonly timeZone: Inserted;
      }) => string;
      readonly file: string;
      readonly headerLine: (line: number) => string;
      readonly notPeopleTitle: string;
      readonly notPeople: (values: { readonly lines: number; readonly first: number }) => string;
    };
  };
  readonly notice: {
    readonly title: (values: {
      readonly operation: Inserted;
      readonly status:
        'Queued' | 'Processing' | 'Waiting' | 'Held' | 'Completed' | 'Failed' | 'Cancelled';
    }) => string;
    readonly operations: {
      readonly import: string;
      readonly export: string;
      readonly sync: string;
      readonly undo: string;
      readonly undoAgain: string;
    };
  };
  readonly downloads: {
    readonly over: string;
    readonly overNext: string;
    readonly gone: string;
    readonly goneNext: string;
    readonly refused: string;
    readonly refusedNext: string;
    readonly unknown: string;
    readonly unknownNext: string;
    readonly busy: string;
    readonly away: string;
    readonly later: string;
  };
  readonly history: {
    readonly titles: {
      readonly import: string;
      readonly export: string;
      readonly sync: string;
    };
    readonly nothingYet: {
      readonly import: string;
      readonly export: string;
      readonly sync: string;
    };
    readonly emptyPage: string;
    readonly byAt: (values: {
      readonly name?: Inserted | undefined;
      readonly at: string;
    }) => string;
    readonly newestFirst: string;
    readonly filters: {
      readonly by: string;
      readonly anyone: string;
      readonly month: string;
      readonly anyMonth: string;
      readonly status: string;
      readonly anyStatus: string;
      readonly network: string;
      readonly anyNetwork: string;
      readonly empty: string;
      readonly line: (values: { readonly label: Inserted; readonly value: Inserted }) => string;
    };
  };
  readonly outcome: {
    readonly importStarted: (fileName: Inserted) => string;
    readonly importCancelled: (fileName: Inserted) => string;
    readonly networkChosen: (network: 'Employee' | 'Others') => string;
    readonly alreadyDone: (status: Inserted) => string;
    readonly beingDone: string;
    readonly doneBefore: string;
    readonly cancelled: string;
    readonly done: string;
    readonly sorry: string;
  };
  readonly cancel: {
    readonly nothingOpen: string;
    readonly dropped: string;
    readonly droppedImport: (fileName: Inserted) => string;
    readonly which: string;
    readonly open: (imports: number) => string;
    readonly older: (imports: number) => string;
    readonly goesOn: (values: {
      readonly kind: 'import' | 'export' | 'sync';
      readonly fileName: Inserted;
    }) => string;
  };
  readonly directory: {
    readonly title: string;
    readonly updating: string;
    readonly page: {
      readonly all: (people: number) => string;
      readonly part: (values: {
        readonly first: number;
        readonly last: number;
        readonly people: number;
      }) => string;
    };
    readonly filteredBy: {
      readonly search: (text: Inserted) => string;
      readonly source: (source: Inserted) => string;
      readonly value: (values: {
        readonly attribute: Inserted;
        readonly value: Inserted;
      }) => string;
      readonly anyValue: (attribute: Inserted) => string;
      readonly missing: (attribute: Inserted) => string;
      readonly signedIn: string;
      readonly notSignedIn: string;
      readonly addedSince: (day: Inserted) => string;
      readonly changedSince: (day: Inserted) => string;
      readonly operation: (name: Inserted) => string;
    };
    readonly empty: string;
    readonly emptyHow: (network: 'Employee' | 'Others') => string;
    readonly emptyFiltered: string;
    readonly emptyFilteredHow: string;
    readonly department: string;
    readonly source: string;
    readonly allOf: {
      readonly department: string;
      readonly location: string;
      readonly jobTitle: string;
    };
    readonly allSources: string;
    readonly departmentChoice: (values: {
      readonly name: Inserted;
      readonly people: number;
    }) => string;
    readonly moreValues: string;
    readonly filters: {
      readonly title: string;
      readonly intro: string;
      readonly any: string;
      readonly search: string;
      readonly missing: string;
      readonly signedIn: string;
      readonly attribute: string;
      readonly value: string;
      readonly valueHint: string;
      readonly valueAlone: (value: Inserted) => string;
      readonly what: string;
      readonly whats: {
        readonly added: string;
        readonly changed: string;
      };
      readonly since: string;
      readonly columns: string;
      readonly columnsHint: (most: number) => string;
      readonly tooManyColumns: (most: number) => string;
    };
    readonly selected: (people: number) => string;
    readonly selectHow: (most: number) => string;
    readonly selectionChanged: string;
    readonly selectionFull: (most: number) => string;
    readonly nobodySelected: string;
    readonly search: string;
    readonly searchHint: string;
    readonly pickOne: string;
  };
  readonly changeAll: {
    readonly title: (people: number) => string;
    readonly how: string;
    readonly change: string;
    readonly changes: {
      readonly delete: string;
      readonly set: string;
      readonly clear: string;
    };
    readonly field: string;
    readonly value: string;
    readonly problems: {
      readonly change: string;
      readonly field: string;
      readonly value: string;
    };
    readonly files: {
      readonly delete: string;
      readonly set: (attribute: Inserted) => string;
      readonly clear: (attribute: Inserted) => string;
    };
    readonly stillMaking: string;
  };
  readonly find: {
    readonly title: string;
    readonly found: {
      readonly all: (values: { readonly people: number; readonly query: Inserted }) => string;
      readonly first: (values: { readonly people: number; readonly query: Inserted }) => string;
    };
    readonly nothing: (query: Inserted) => string;
    readonly notYet: (query: Inserted) => string;
    readonly nothingHow: string;
    readonly ask: string;
    readonly orSay: string;
    readonly deleted: string;
    readonly onlyDeleted: (query: Inserted) => string;
  };
  readonly profile: {
    readonly facts: {
      readonly source: string;
      readonly linked: string;
      readonly added: string;
      readonly changed: string;
      readonly groups: string;
      readonly name: string;
    };
    readonly removeFrom: (group: Inserted) => string;
    readonly network: (network: 'Employee' | 'Others') => string;
    readonly isLinked: string;
    readonly isNotLinked: string;
    readonly changed: (values: {
      readonly at: string;
      readonly by?: Inserted | undefined;
      readonly operation?: Inserted | undefined;
    }) => string;
    readonly linkedNote: string;
    readonly noName: string;
    readonly deletedTitle: string;
    readonly deleted: (values: { readonly at: string; readonly until: string }) => string;
    readonly deletedForGood: (at: string) => string;
    readonly maybeSame: (name: Inserted) => string;
    readonly maybeSameHow: string;
    readonly missingTitle: string;
    readonly missing: (attributes: Inserted) => string;
    readonly sections: {
      readonly contact: string;
      readonly work: string;
      readonly record: string;
    };
  };
  readonly personHistory: {
    readonly title: (name: Inserted) => string;
    readonly empty: string;
    readonly byAt: (values: { readonly at: string; readonly by?: Inserted | undefined }) => string;
    readonly byThemselves: (at: string) => string;
    readonly byImport: (file?: Inserted) => string;
    readonly network: (network: Inserted) => string;
    readonly moved: (values: { readonly before: Inserted; readonly after: Inserted }) => string;
    readonly deleted: string;
    readonly restored: string;
    readonly linked: string;
    readonly unlinked: string;
    readonly merged: (name: Inserted) => string;
    readonly more: (more: number) => string;
    readonly unmerged: string;
    readonly bySync: string;
    readonly byBulk: string;
    readonly via: {
      readonly signin: string;
      readonly group: string;
      readonly entra: string;
      readonly admin: string;
    };
    readonly added: {
      readonly admin: (by?: Inserted) => string;
      readonly import: (values: {
        readonly by?: Inserted | undefined;
        readonly file?: Inserted | undefined;
      }) => string;
      readonly entra: string;
      readonly signin: string;
      readonly group: (by?: Inserted) => string;
    };
  };
  readonly form: {
    readonly addTitle: string;
    readonly editTitle: (name: Inserted) => string;
    readonly ownTitle: string;
    readonly intro: string;
    readonly network: string;
    readonly needsCorrection: (label: Inserted) => string;
    readonly phoneHint: string;
    readonly numberHint: string;
    readonly missing: (label: Inserted) => string;
    readonly problem: (values: { readonly label: Inserted; readonly reason: Inserted }) => string;
    readonly choose: string;
    readonly problems: (fields: number) => string;
    readonly tooLongToEdit: (label: Inserted) => string;
    readonly notShownAgain: (label: Inserted) => string;
    readonly taken: (name: Inserted) => string;
    readonly takenHow: string;
    readonly changedTitle: string;
    readonly changedHow: string;
    readonly changedBy: (values: {
      readonly at: string;
      readonly by?: Inserted | undefined;
    }) => string;
    readonly otherValue: (label: Inserted) => string;
    readonly time: (values: { readonly label: Inserted; readonly timeZone: Inserted }) => string;
    readonly timeTwice: string;
    readonly occurrence: (label: Inserted) => string;
    readonly occurrences: {
      readonly '1': (offset: Inserted) => string;
      readonly '2': (offset: Inserted) => string;
    };
  };
  readonly deletion: {
    readonly title: (people: number) => string;
    readonly restorable: (days: number) => string;
    readonly linked: (people: number) => string;
    readonly linkedAlone: string;
    readonly linkedPerson: (name: Inserted) => string;
    readonly more: (more: number) => string;
  };
  readonly bulk: {
    readonly moved: (values: {
      readonly people: number;
      readonly network?: 'Employee' | 'Others' | undefined;
    }) => string;
    readonly deleted: (people: number) => string;
    readonly noneMoved: string;
    readonly restorable: (days: number) => string;
    readonly refusedTitle: (people: number) => string;
    readonly refused: (values: { readonly name: Inserted; readonly why: Inserted }) => string;
    readonly refusals: {
      readonly linked: {
        readonly moved: string;
        readonly deleted: string;
      };
      readonly 'already-there': string;
      readonly 'changed-meanwhile': string;
      readonly deleted: string;
      readonly other: {
        readonly moved: string;
        readonly deleted: string;
        readonly restored: string;
      };
      readonly 'phone-taken': string;
      readonly merged: string;
      readonly 'too-late': string;
    };
    readonly more: (more: number) => string;
    readonly missing: (people: number) => string;
    readonly restored: (people: number) => string;
    readonly names: {
      readonly moved: (network?: 'Employee' | 'Others') => string;
      readonly deleted: string;
    };
  };
  readonly admins: {
    readonly title: string;
    readonly intro: string;
    readonly empty: string;
    readonly fixed: string;
    readonly since: (values: {
      readonly role: Inserted;
      readonly since?: string | undefined;
      readonly by?: Inserted | undefined;
    }) => string;
    readonly who: string;
    readonly whoHint: string;
    readonly whoMissing: string;
    readonly whoNote: string;
    readonly role: string;
    readonly roleMissing: string;
    readonly noName: string;
  };
  readonly attributes: {
    readonly title: string;
    readonly intro: string;
    readonly times: (timeZone: Inserted) => string;
    readonly builtInTitle: string;
    readonly ownTitle: string;
    readonly none: string;
    readonly full: (most: number) => string;
    readonly types: {
      readonly text: string;
      readonly number: string;
      readonly 'yes-no': string;
      readonly date: string;
      readonly 'date-time': string;
    };
    readonly line: {
      readonly required: string;
      readonly optional: string;
      readonly visibleToAll: string;
      readonly visibleToAdmins: string;
      readonly selfEdit: string;
    };
    readonly removedTitle: string;
    readonly removed: (values: { readonly at: string; readonly until: string }) => string;
    readonly removedShort: (values: { readonly name: Inserted; readonly until: string }) => string;
    readonly chooseRemoved: string;
  };
  readonly attributeForm: {
    readonly addTitle: string;
    readonly editTitle: (name: Inserted) => string;
    readonly intro: string;
    readonly name: string;
    readonly nameHint: string;
    readonly nameMissing: string;
    readonly type: string;
    readonly typeFixed: (type: Inserted) => string;
    readonly required: string;
    readonly visibleTo: string;
    readonly visibleToChoices: {
      readonly all: string;
      readonly admins: string;
    };
    readonly selfEdit: string;
    readonly selfEditHint: string;
    readonly place: string;
    readonly placeFirst: string;
    readonly placeAfter: (name: Inserted) => string;
    readonly placeHint: string;
    readonly problems: {
      readonly 'name-missing': string;
      readonly 'name-too-long': (most: number) => string;
      readonly 'name-taken': (other?: Inserted) => string;
      readonly 'name-is-built-in': (other?: Inserted) => string;
      readonly 'name-not-valid': string;
      readonly 'too-many': string;
      readonly other: string;
    };
    readonly suggested: string;
    readonly suggestedHint: (most: number) => string;
  };
  readonly removal: {
    readonly title: (name: Inserted) => string;
    readonly sentence: (days: number) => string;
  };
  readonly audit: {
    readonly title: string;
    readonly completed: (entries: number) => string;
    readonly line: (entries: number) => string;
    readonly progress: (entries: number) => string;
  };
  readonly auditFile: {
    readonly columns: {
      readonly at: string;
      readonly by: string;
      readonly byId: string;
      readonly from: string;
      readonly what: string;
      readonly subject: string;
      readonly subjectId: string;
      readonly operation: string;
      readonly field: string;
      readonly before: string;
      readonly after: string;
    };
    readonly events: {
      readonly 'person-added': string;
      readonly 'person-changed': string;
      readonly 'person-moved': string;
      readonly 'person-deleted': string;
      readonly 'person-restored': string;
      readonly 'people-merged': string;
      readonly 'person-purged': string;
      readonly 'role-given': string;
      readonly 'role-taken': string;
      readonly 'attribute-added': string;
      readonly 'attribute-changed': string;
      readonly 'attribute-removed': string;
      readonly 'attribute-restored': string;
      readonly 'attribute-purged': string;
      readonly 'import-completed': string;
      readonly 'import-undone': string;
      readonly 'export-completed': string;
      readonly 'sync-completed': string;
      readonly 'setting-changed': string;
      readonly 'held-answered': string;
      readonly 'person-erased': string;
      readonly 'person-exported': string;
      readonly 'merge-undone': string;
      readonly 'duplicate-dismissed': string;
      readonly 'duplicate-shown-again': string;
      readonly 'sync-undone': string;
      readonly 'bulk-undone': string;
    };
    readonly origins: {
      readonly chat: string;
      readonly import: string;
      readonly export: string;
      readonly sync: string;
      readonly upkeep: string;
    };
    readonly fields: {
      readonly role: string;
      readonly name: string;
      readonly type: string;
      readonly required: string;
      readonly visibleTo: string;
      readonly selfEdit: string;
      readonly order: string;
      readonly state: string;
      readonly added: string;
      readonly updated: string;
      readonly unchanged: string;
      readonly rejected: string;
      readonly network: string;
      readonly people: string;
      readonly changed: string;
      readonly moved: string;
      readonly deleted: string;
      readonly since: string;
      readonly columns: string;
      readonly format: string;
      readonly delimiter: string;
      readonly signIn: string;
      readonly groupAdding: string;
      readonly groupLimit: string;
      readonly matchBy: string;
      readonly changeLimit: string;
      readonly lookup: string;
      readonly adminsMay: string;
      readonly inbox: string;
      readonly timeZone: string;
      readonly likely: string;
      readonly reused: string;
      readonly sure: string;
      readonly each: string;
      readonly answer: string;
      readonly 'sync-mapping': string;
      readonly 'sync-users': string;
      readonly 'sync-schedule': string;
      readonly duplicate: string;
      readonly group: string;
      readonly suggested: string;
    };
  };
  readonly personData: {
    readonly title: string;
    readonly sentence: string;
    readonly short: string;
    readonly coming: string;
    readonly ask: string;
    readonly about: string;
  };
  readonly groups: {
    readonly title: string;
    readonly intro: string;
    readonly none: string;
    readonly notAnOwner: string;
    readonly kind: {
      readonly team: string;
      readonly groupChat: string;
    };
    readonly noName: {
      readonly team: string;
      readonly groupChat: string;
    };
    readonly yours: string;
  };
  readonly group: {
    readonly about: (values: { readonly kind: Inserted; readonly people: number }) => string;
    readonly empty: string;
    readonly notArrived: string;
    readonly noName: string;
    readonly added: (name: Inserted) => string;
    readonly there: (name: Inserted) => string;
    readonly removed: string;
  };
  readonly groupAdd: {
    readonly title: string;
    readonly intro: string;
    readonly group: string;
    readonly phone: string;
    readonly phoneHint: string;
    readonly name: string;
    readonly nameHint: string;
    readonly missing: (label: Inserted) => string;
    readonly byFile: string;
  };
  readonly groupExport: {
    readonly title: string;
    readonly sentence: string;
    readonly short: string;
    readonly coming: string;
  };
  readonly exports: {
    readonly title: string;
    readonly intro: string;
    readonly network: string;
    readonly networkChoices: {
      readonly All: string;
      readonly Employee: string;
      readonly Others: string;
    };
    readonly columns: string;
    readonly columnsChosen: {
      readonly all: string;
      readonly some: (values: { readonly chosen: number; readonly all: number }) => string;
    };
    readonly columnsHint: string;
    readonly changes: string;
    readonly changesChoices: {
      readonly all: string;
      readonly 'since-date': string;
      readonly 'since-last': string;
    };
    readonly changesHint: string;
    readonly since: string;
    readonly lastExports: {
      readonly none: string;
      readonly some: (exports: Inserted) => string;
      readonly each: (values: {
        readonly network: 'All' | 'Employee' | 'Others';
        readonly at: string;
      }) => string;
    };
    readonly format: string;
    readonly formatChoices: {
      readonly csv: string;
      readonly xlsx: string;
    };
    readonly sinceMissing: string;
    readonly sinceLongAgo: string;
    readonly sinceInFuture: string;
    readonly titleFor: (network: 'All' | 'Employee' | 'Others') => string;
    readonly subtitle: (values: {
      readonly fileName: Inserted;
      readonly network: 'All' | 'Employee' | 'Others';
      readonly scheduled: boolean;
    }) => string;
    readonly facts: {
      readonly people: string;
      readonly columns: string;
      readonly format: string;
      readonly asked: string;
    };
    readonly byScheduleOf: (name?: Inserted) => string;
    readonly bySchedule: string;
    readonly formatNames: {
      readonly csv: string;
      readonly xlsx: string;
    };
    readonly columnsFact: {
      readonly all: string;
      readonly none: string;
      readonly some: (columns: number) => string;
    };
    readonly peopleFact: {
      readonly everyone: string;
      readonly everyoneAtFirst: string;
      readonly since: (since: Inserted) => string;
      readonly sinceLast: string;
    };
    readonly progress: {
      readonly done: (people: number) => string;
      readonly of: (values: { readonly done: number; readonly total: number }) => string;
    };
    readonly line: {
      readonly everyone: (values: {
        readonly people: number;
        readonly unreadable: number;
      }) => string;
      readonly nobody: (values: {
        readonly since: Inserted;
        readonly unreadable: number;
      }) => string;
      readonly changed: (values: {
        readonly counts: Inserted;
        readonly since: Inserted;
        readonly unreadable: number;
      }) => string;
      readonly parts: {
        readonly added: (people: number) => string;
        readonly changed: (people: number) => string;
        readonly moved: (people: number) => string;
        readonly deleted: (people: number) => string;
      };
    };
    readonly unreadable: (people: number) => string;
    readonly unreadableHint: string;
    readonly completed: {
      readonly nobodySince: (since: Inserted) => string;
      readonly nobodyReadSince: (since: Inserted) => string;
      readonly since: (values: { readonly people: number; readonly since: Inserted }) => string;
      readonly everyoneAtFirst: (people: number) => string;
      readonly nobody: string;
      readonly nobodyRead: string;
      readonly everyone: (people: number) => string;
    };
    readonly countTitles: {
      readonly added: string;
      readonly changed: string;
      readonly moved: string;
      readonly deleted: string;
    };
    readonly cancelled: string;
    readonly errorLog: {
      readonly columns: {
        readonly record: string;
        readonly reason: string;
      };
      readonly damaged: string;
      readonly more: (more: number) => string;
    };
    readonly schedule: {
      readonly intro: string;
      readonly every: string;
      readonly everyChoices: {
        readonly day: string;
        readonly week: string;
        readonly month: string;
      };
      readonly weekday: string;
      readonly day: string;
      readonly hour: (timeZone: Inserted) => string;
    };
    readonly scheduleNeedsOther: string;
    readonly scheduleSaved: string;
    readonly tooManySchedules: (most: number) => string;
    readonly settingsSaved: string;
    readonly networks: {
      readonly All: string;
      readonly Employee: string;
      readonly Others: string;
    };
    readonly changesIn: {
      readonly All: string;
      readonly Employee: string;
      readonly Others: string;
    };
    readonly columnCount: (columns: number) => string;
    readonly everything: {
      readonly title: string;
      readonly subtitle: (fileName: Inserted) => string;
      readonly completed: (values: { readonly people: number; readonly deleted: number }) => string;
      readonly checkCode: (code: Inserted) => string;
      readonly fact: string;
      readonly format: string;
    };
  };
  readonly schedules: {
    readonly title: string;
    readonly intro: string;
    readonly empty: string;
    readonly emptyHow: string;
    readonly rhythm: {
      readonly day: (values: { readonly hour: number; readonly timeZone: Inserted }) => string;
      readonly week: (values: {
        readonly weekday: number;
        readonly hour: number;
        readonly timeZone: Inserted;
      }) => string;
      readonly month: (values: {
        readonly day: number;
        readonly hour: number;
        readonly timeZone: Inserted;
      }) => string;
      readonly monthOrLastDay: (values: {
        readonly day: number;
        readonly hour: number;
        readonly timeZone: Inserted;
      }) => string;
    };
    readonly by: (name?: Inserted) => string;
    readonly next: (at: string) => string;
    readonly paused: {
      readonly 'by-hand': string;
      readonly 'not-an-admin': string;
    };
    readonly removeTitle: string;
    readonly removeWhat: (values: { readonly what: Inserted; readonly rhythm: Inserted }) => string;
  };
  readonly everything: {
    readonly title: string;
    readonly subtitle: (fileName: Inserted) => string;
    readonly sendArchive: string;
    readonly brings: (values: {
      readonly people: number;
      readonly deleted: number;
      readonly attributes: number;
      readonly roles: number;
      readonly operations: number;
      readonly audit: number;
    }) => string;
    readonly admins: (names: Inserted) => string;
    readonly line: (people: number) => string;
    readonly completed: (people: number) => string;
    readonly checkCode: (code: Inserted) => string;
    readonly again: string;
  };
  readonly settings: {
    readonly title: string;
    readonly intro: string;
    readonly sections: {
      readonly imports: string;
      readonly files: string;
      readonly people: string;
      readonly admins: string;
    };
    readonly delimiter: string;
    readonly delimiterChoices: {
      readonly comma: string;
      readonly semicolon: string;
    };
    readonly delimiterHint: string;
    readonly signIn: string;
    readonly signInHint: string;
    readonly lookup: string;
    readonly lookupHint: string;
    readonly selfEdit: string;
    readonly selfEditHint: string;
    readonly adminsMay: string;
    readonly adminsMayChoices: {
      readonly 'move-people': string;
      readonly 'manage-attributes': string;
    };
    readonly adminsMayHint: string;
    readonly groupAdding: string;
    readonly groupAddingChoices: {
      readonly all: string;
      readonly teams: string;
      readonly off: string;
    };
    readonly groupAddingHint: string;
    readonly groupLimit: string;
    readonly groupLimitWrong: (most: number) => string;
    readonly matchBy: string;
    readonly matchByHint: string;
    readonly entraKey: string;
    readonly changeLimit: string;
    readonly changeLimitHint: (fewest: number) => string;
    readonly changeLimitWrong: string;
    readonly timeZone: string;
    readonly timeZoneHint: string;
    readonly timeZoneWrong: string;
    readonly inbox: {
      readonly label: string;
      readonly choices: {
        readonly off: string;
        readonly preview: string;
        readonly apply: string;
      };
      readonly network: string;
      readonly hint: (folder: Inserted) => string;
      readonly inTheNameOf: (name: Inserted) => string;
      readonly paused: (name: Inserted) => string;
    };
    readonly columns: {
      readonly title: string;
      readonly hint: string;
    };
  };
  readonly sync: {
    readonly title: string;
    readonly intro: (days: number) => string;
    readonly notSetUp: string;
    readonly facts: {
      readonly mapping: string;
      readonly users: string;
      readonly schedule: string;
      readonly nextRun: string;
      readonly lookedAt: string;
      readonly merged: string;
      readonly held: string;
      readonly started: string;
    };
    readonly mapped: (values: {
      readonly attribute: Inserted;
      readonly field?: Inserted | undefined;
    }) => string;
    readonly moreMapped: (values: {
      readonly attributes: Inserted;
      readonly more: number;
    }) => string;
    readonly allUsers: string;
    readonly groupUsers: {
      readonly all: (groups: Inserted) => string;
      readonly some: (values: { readonly groups: Inserted; readonly more: number }) => string;
    };
    readonly byHand: string;
    readonly daily: (values: { readonly hour: number; readonly timeZone: Inserted }) => string;
    readonly dailyBy: (name?: Inserted) => string;
    readonly paused: string;
    readonly lastTitle: string;
    readonly noneYet: string;
    readonly saved: string;
    readonly savedFirst: string;
    readonly savedFirstHow: string;
    readonly isReset: string;
    readonly isResetHow: string;
    readonly resetTitle: string;
    readonly resetWhat: string;
    readonly mapping: {
      readonly title: string;
      readonly intro: string;
      readonly notSynced: string;
      readonly placeholder: string;
      readonly phoneRequired: string;
      readonly usersTitle: string;
      readonly users: string;
      readonly usersChoices: {
        readonly all: string;
        readonly groups: string;
      };
      readonly keptGroups: string;
      readonly groups: string;
      readonly groupsHint: string;
      readonly groupsNote: string;
      readonly scheduleTitle: string;
      readonly schedule: string;
      readonly scheduleChoices: {
        readonly 'by-hand': string;
        readonly daily: string;
      };
      readonly hour: (timeZone: Inserted) => string;
      readonly changed: string;
    };
    readonly problems: {
      readonly 'phone-not-mapped': string;
      readonly 'attribute-gone': string;
      readonly 'no-group': string;
      readonly 'too-many-groups': (most: number) => string;
    };
    readonly entraFields: {
      readonly mobilePhone: string;
      readonly businessPhones: string;
      readonly givenName: string;
      readonly surname: string;
      readonly displayName: string;
      readonly mail: string;
      readonly userPrincipalName: string;
      readonly jobTitle: string;
      readonly department: string;
      readonly officeLocation: string;
      readonly employeeId: string;
      readonly companyName: string;
      readonly city: string;
      readonly state: string;
      readonly country: string;
      readonly postalCode: string;
      readonly streetAddress: string;
      readonly usageLocation: string;
      readonly preferredLanguage: string;
    };
    readonly preview: {
      readonly title: string;
      readonly subtitle: string;
      readonly nothingSynced: string;
      readonly nothingChanges: string;
      readonly noneUsable: string;
      readonly problemsTitle: {
        readonly all: string;
        readonly some: (values: { readonly shown: number; readonly all: number }) => string;
      };
      readonly removedTitle: {
        readonly all: string;
        readonly some: (values: { readonly shown: number; readonly all: number }) => string;
      };
      readonly removedHint: (days: number) => string;
      readonly broughtBack: (people: number) => string;
    };
    readonly subtitle: (values: {
      readonly label: Inserted;
      readonly scheduled: boolean;
    }) => string;
    readonly scheduled: string;
    readonly byScheduleOf: (name?: Inserted) => string;
    readonly countTitles: {
      readonly added: string;
      readonly updated: string;
      readonly unchanged: string;
      readonly removed: string;
      readonly restored: string;
      readonly rejected: string;
    };
    readonly rejected: (people: number) => string;
    readonly progress: {
      readonly done: (people: number) => string;
      readonly of: (values: { readonly done: number; readonly total: number }) => string;
    };
    readonly reading: string;
    readonly waitsForYou: string;
    readonly completed: (people: number) => string;
    readonly cancelledBefore: string;
    readonly cancelledMidway: (people: number) => string;
    readonly lookedAt: {
      readonly changes: string;
      readonly first: string;
      readonly reset: string;
      readonly expired: string;
      readonly settings: string;
    };
    readonly mergedFact: (records: number) => string;
    readonly logHint: string;
    readonly logColumns: {
      readonly name: string;
      readonly entraId: string;
      readonly attribute: string;
      readonly reason: string;
      readonly what: string;
      readonly before: string;
      readonly after: string;
    };
    readonly held: {
      readonly title: string;
      readonly intro: (people: number) => string;
      readonly previewTitle: string;
      readonly previewHint: string;
      readonly skip: string;
      readonly more: (more: number) => string;
      readonly forAll: (people: number) => string;
      readonly missing: string;
    };
    readonly logWhat: {
      readonly added: string;
      readonly restored: string;
      readonly changed: string;
      readonly removed: string;
      readonly held: string;
      readonly notTaken: string;
    };
    readonly stopped: {
      readonly title: string;
      readonly intro: (values: { readonly changed: number; readonly people: number }) => string;
      readonly until: (days: number) => string;
      readonly waits: string;
    };
  };
  readonly undo: {
    readonly titles: {
      readonly import: (again: boolean) => string;
      readonly sync: (again: boolean) => string;
      readonly moved: (again: boolean) => string;
      readonly deleted: (again: boolean) => string;
      readonly restored: (again: boolean) => string;
    };
    readonly buttons: {
      readonly import: (again: boolean) => string;
      readonly sync: (again: boolean) => string;
      readonly moved: (again: boolean) => string;
      readonly deleted: (again: boolean) => string;
      readonly restored: (again: boolean) => string;
    };
    readonly confirm: {
      readonly question: (title: Inserted) => string;
      readonly willDelete: (people: number) => string;
      readonly willPutBack: (values: { readonly how: Inserted; readonly people: number }) => string;
      readonly willBringBack: (people: number) => string;
      readonly stay: (people: number) => string;
      readonly notCounted: string;
      readonly nobody: string;
      readonly merged: (records: number) => string;
      readonly nextSync: string;
      readonly stopDaily: string;
    };
    readonly historyName: (values: { readonly again: boolean; readonly file: Inserted }) => string;
    readonly undoing: (again: boolean) => string;
    readonly completed: {
      readonly what: (what: Inserted) => string;
      readonly nobody: string;
      readonly nothing: (again: boolean) => string;
      readonly stay: (people: number) => string;
    };
    readonly cancelled: {
      readonly nobody: string;
      readonly what: (what: Inserted) => string;
      readonly left: (values: { readonly people: number; readonly again: boolean }) => string;
    };
    readonly progress: (values: { readonly done: number; readonly total: number }) => string;
    readonly countTitles: {
      readonly removed: string;
      readonly updated: (how: Inserted) => string;
      readonly back: string;
      readonly left: string;
    };
    readonly left: (people: number) => string;
    readonly leftHint: string;
    readonly facts: {
      readonly imported: string;
      readonly synced: string;
      readonly changed: string;
      readonly undone: string;
    };
    readonly underWay: string;
    readonly byUndo: (file?: Inserted) => string;
    readonly log: {
      readonly columns: {
        readonly name: string;
        readonly phone: string;
        readonly attribute: string;
        readonly before: string;
        readonly after: string;
        readonly now: string;
        readonly reason: string;
      };
      readonly changedSince: (values: {
        readonly by?: Inserted | undefined;
        readonly at: string;
      }) => string;
      readonly phoneTaken: string;
      readonly busy: string;
      readonly noValues: string;
    };
    readonly done: {
      readonly deleted: (values: { readonly people: number; readonly again: boolean }) => string;
      readonly putBack: (values: { readonly how: Inserted; readonly people: number }) => string;
      readonly broughtBack: (people: number) => string;
    };
    readonly byUndoSync: string;
    readonly byUndoBulk: string;
  };
  readonly errors: {
    readonly 'not-an-admin': (admins?: Inserted) => string;
    readonly 'other-organization': string;
    readonly 'no-organization': string;
    readonly 'needs-tenant-admin': string;
    readonly 'file-in-group-chat': string;
    readonly 'file-empty': string;
    readonly 'file-is-workbook': string;
    readonly 'file-is-image': string;
    readonly 'file-is-web-page': string;
    readonly 'file-is-pdf': string;
    readonly 'file-is-archive': string;
    readonly 'file-is-json': string;
    readonly 'file-is-binary': string;
    readonly 'file-is-locked': string;
    readonly 'file-is-web-table': string;
    readonly 'file-is-xml-workbook': string;
    readonly 'file-is-numbers': string;
    readonly 'file-is-document': string;
    readonly 'file-is-rtf': string;
    readonly 'archive-several-files': (files: number) => string;
    readonly 'archive-no-table': string;
    readonly 'archive-damaged': string;
    readonly 'archive-newer': string;
    readonly 'archive-of-others': string;
    readonly 'directory-not-empty': string;
    readonly 'file-is-damaged': string;
    readonly 'unpacked-too-large': string;
    readonly 'file-too-large': (values: {
      readonly fileMb?: number | undefined;
      readonly limitMb?: number | undefined;
    }) => string;
    readonly 'file-out-of-reach': string;
    readonly 'file-address-refused': string;
    readonly 'file-address-expired': string;
    readonly 'file-address-slow': string;
    readonly 'file-address-failed': (status?: Inserted) => string;
    readonly 'too-many-files': (values: {
      readonly limit?: number | undefined;
      readonly minutes?: number | undefined;
    }) => string;
    readonly 'no-phone-column': (columns?: Inserted) => string;
    readonly 'no-header': string;
    readonly 'two-columns-for-one': (values: {
      readonly first?: Inserted | undefined;
      readonly second?: Inserted | undefined;
    }) => string;
    readonly 'no-usable-row': string;
    readonly 'unknown-encoding': string;
    readonly 'operation-gone': (kind: Inserted) => string;
    readonly 'operation-not-yours': (kind: Inserted) => string;
    readonly 'operation-not-waiting': (kind: Inserted) => string;
    readonly 'nothing-to-undo': string;
    readonly 'undo-too-late': (days: number) => string;
    readonly 'plan-gone': (kind: Inserted) => string;
    readonly 'given-up': (values: {
      readonly tries?: number | undefined;
      readonly reason?: Inserted | undefined;
      readonly kind: Inserted;
    }) => string;
    readonly 'too-many-for-workbook': (most: number) => string;
    readonly 'schedule-gone': string;
    readonly 'schedule-not-yours': (name?: Inserted) => string;
    readonly 'too-many-schedules': (most?: number) => string;
    readonly 'sync-not-set-up': string;
    readonly 'sync-running': string;
    readonly 'entra-unreachable': string;
    readonly 'entra-refused': (permission?: Inserted) => string;
    readonly 'entra-delta-expired': string;
    readonly 'entra-nobody': string;
    readonly 'entra-group-gone': (name?: Inserted) => string;
    readonly 'person-gone': string;
    readonly 'phone-taken': (name?: Inserted) => string;
    readonly 'too-many-people': (most: number) => string;
    readonly 'nobody-chosen': string;
    readonly 'last-tenant-admin': string;
    readonly 'admin-fixed': string;
    readonly 'attribute-gone': string;
    readonly 'group-gone': string;
    readonly 'not-a-group-admin': string;
    readonly 'setting-wrong': (values: {
      readonly setting?: Inserted | undefined;
      readonly problem?: Inserted | undefined;
    }) => string;
    readonly 'port-taken': (values: {
      readonly port?: Inserted | undefined;
      readonly setting?: Inserted | undefined;
    }) => string;
    readonly 'data-dir-taken': (pid?: Inserted) => string;
    readonly 'not-loopback': string;
    readonly 'storage-unreachable': string;
    readonly 'storage-refused': (reason?: Inserted) => string;
    readonly 'store-full': (mb?: number) => string;
    readonly 'bad-message': string;
    readonly unsigned: string;
    readonly 'other-channel': string;
    readonly 'action-unknown': string;
    readonly unexpected: string;
    readonly 'group-adding-off': string;
    readonly 'group-adding-teams-only': string;
    readonly 'too-many-added': (most: number) => string;
    readonly 'message-too-long': (most: number) => string;
    readonly 'store-damaged': (file?: Inserted) => string;
    readonly 'too-slow': string;
    readonly busy: string;
  };
  readonly rowReasons: {
    readonly 'phone-missing': string;
    readonly 'phone-scientific': (value: Inserted) => string;
    readonly 'phone-not-a-number': (value: Inserted) => string;
    readonly 'phone-no-country': (value: Inserted) => string;
    readonly 'phone-unknown-country': (value: Inserted) => string;
    readonly 'phone-too-short': (value: Inserted) => string;
    readonly 'phone-too-long': (value: Inserted) => string;
    readonly 'phone-not-valid': (value: Inserted) => string;
    readonly 'phone-placeholder': (value: Inserted) => string;
    readonly 'phone-has-extension': (value: Inserted) => string;
    readonly 'phone-shared': (values: {
      readonly value: Inserted;
      readonly column: Inserted;
    }) => string;
    readonly 'phone-old-length': (values: {
      readonly value: Inserted;
      readonly country?: Inserted | undefined;
      readonly digits: Inserted;
      readonly since: Inserted;
    }) => string;
    readonly 'phone-two-numbers': (values: {
      readonly column: Inserted;
      readonly value: Inserted;
    }) => string;
    readonly 'mobile-elsewhere': (values: {
      readonly value: Inserted;
      readonly column: Inserted;
    }) => string;
    readonly 'phone-extension-left': (value: Inserted) => string;
    readonly 'too-long': (values: {
      readonly value: Inserted;
      readonly column: Inserted;
    }) => string;
    readonly 'email-not-valid': (values: {
      readonly value: Inserted;
      readonly column: Inserted;
    }) => string;
    readonly 'email-second': (values: {
      readonly column: Inserted;
      readonly value: Inserted;
    }) => string;
    readonly 'formula-error': (values: {
      readonly value: Inserted;
      readonly column: Inserted;
    }) => string;
    readonly 'digits-lost': (values: {
      readonly value: Inserted;
      readonly column: Inserted;
    }) => string;
    readonly 'turned-into-date': (values: {
      readonly value: Inserted;
      readonly column: Inserted;
    }) => string;
    readonly 'refers-to-above': (values: {
      readonly value: Inserted;
      readonly column: Inserted;
    }) => string;
    readonly placeholder: (values: {
      readonly value: Inserted;
      readonly column: Inserted;
    }) => string;
    readonly 'email-misplaced': (values: {
      readonly value: Inserted;
      readonly column: Inserted;
    }) => string;
    readonly 'phone-misplaced': (values: {
      readonly value: Inserted;
      readonly column: Inserted;
    }) => string;
    readonly 'number-not-valid': (values: {
      readonly value: Inserted;
      readonly column: Inserted;
    }) => string;
    readonly 'number-ambiguous': (values: {
      readonly value: Inserted;
      readonly column: Inserted;
    }) => string;
    readonly 'yes-no-not-valid': (values: {
      readonly value: Inserted;
      readonly column: Inserted;
    }) => string;
    readonly 'date-not-valid': (values: {
      readonly value: Inserted;
      readonly column: Inserted;
    }) => string;
    readonly 'date-ambiguous': (values: {
      readonly value: Inserted;
      readonly column: Inserted;
    }) => string;
    readonly 'date-time-not-valid': (values: {
      readonly value: Inserted;
      readonly column: Inserted;
    }) => string;
    readonly 'date-time-incomplete': (column: Inserted) => string;
    readonly 'time-skipped': (values: {
      readonly value: Inserted;
      readonly column: Inserted;
    }) => string;
    readonly 'time-twice': (values: {
      readonly value: Inserted;
      readonly column: Inserted;
    }) => string;
    readonly 'required-missing': (column: Inserted) => string;
    readonly 'control-characters': (column: Inserted) => string;
    readonly 'damaged-characters': (column: Inserted) => string;
    readonly 'quote-not-closed': string;
    readonly 'line-too-long': string;
    readonly 'contact-not-closed': string;
    readonly 'too-many-cells': string;
    readonly 'network-not-valid': (values: {
      readonly value: Inserted;
      readonly column: Inserted;
    }) => string;
    readonly 'same-phone-later': (laterLine?: number) => string;
    readonly 'same-person-later': (laterLine?: number) => string;
    readonly 'phone-of-deleted': string;
    readonly 'name-disagrees': string;
    readonly 'keys-disagree': string;
    readonly 'keys-of-several': string;
    readonly 'another-phone': string;
    readonly 'maybe-someone-else': string;
    readonly 'nobody-found': string;
    readonly 'linked-stays': string;
    readonly 'stays-in-other-network': string;
    readonly 'left-out-by-choice': string;
    readonly 'phone-of-another': string;
    readonly 'phone-taken': string;
    readonly 'in-other-network': string;
    readonly 'marked-deleted': string;
    readonly linked: string;
    readonly locked: (column: Inserted) => string;
    readonly 'zeros-lost': (column: Inserted) => string;
    readonly 'entra-of-another': (value: Inserted) => string;
    readonly 'entra-several': (value: Inserted) => string;
    readonly 'not-applied': string;
    readonly 'changed-meanwhile': string;
    readonly other: (column: Inserted) => string;
    readonly withColumn: (column: Inserted) => string;
    readonly withValue: (value: Inserted) => string;
    readonly leftOut: (sentences: Inserted) => string;
    readonly 'name-missing': string;
    readonly 'group-limit': string;
  };
  readonly requests: {
    readonly title: string;
    readonly waiting: string;
    readonly asked: (values: {
      readonly by: Inserted;
      readonly at: string;
      readonly group?: Inserted | undefined;
    }) => string;
    readonly typedAs: (name: Inserted) => string;
    readonly none: string;
  };
  readonly questions: {
    readonly columns: {
      readonly title: string;
      readonly intro: {
        readonly 'no-phone': string;
        readonly 'no-header': string;
        readonly asked: string;
      };
      readonly missing: string;
      readonly page: (values: {
        readonly from: number;
        readonly to: number;
        readonly all: number;
      }) => string;
      readonly unnamed: (number: number) => string;
      readonly samples: (values: Inserted) => string;
      readonly leaveOut: string;
      readonly network: string;
      readonly more: (columns: number) => string;
      readonly remembered: string;
    };
    readonly encoding: {
      readonly title: string;
      readonly intro: string;
      readonly label: string;
      readonly missing: string;
      readonly candidate: (values: {
        readonly sample: Inserted;
        readonly encoding: Inserted;
      }) => string;
    };
    readonly sheet: {
      readonly title: string;
      readonly intro: string;
      readonly label: string;
      readonly missing: string;
      readonly candidate: (values: {
        readonly sheet: Inserted;
        readonly sample: Inserted;
      }) => string;
    };
    readonly dates: {
      readonly title: string;
      readonly intro: string;
      readonly column: (values: {
        readonly header: Inserted;
        readonly samples: Inserted;
      }) => string;
      readonly missing: string;
      readonly choices: {
        readonly 'day-first': string;
        readonly 'month-first': string;
      };
    };
  };
  readonly deleted: {
    readonly title: string;
    readonly kept: (days: number) => string;
    readonly page: {
      readonly all: (people: number) => string;
      readonly part: (values: {
        readonly first: number;
        readonly last: number;
        readonly people: number;
      }) => string;
    };
    readonly empty: (days: number) => string;
    readonly emptyIn: string;
    readonly line: (values: {
      readonly at: string;
      readonly by?: Inserted | undefined;
      readonly operation?: Inserted | undefined;
    }) => string;
    readonly operation: string;
    readonly allOperations: string;
    readonly operationChoice: (values: {
      readonly name: Inserted;
      readonly people: number;
    }) => string;
    readonly together: (values: {
      readonly at: string;
      readonly by?: Inserted | undefined;
    }) => string;
    readonly moreOperations: string;
    readonly select: string;
    readonly selectErase: string;
    readonly selectionFull: (most: number) => string;
    readonly by: string;
    readonly since: string;
  };
  readonly erasure: {
    readonly title: (people: number) => string;
    readonly what: string;
    readonly files: string;
    readonly file: (values: { readonly name: Inserted; readonly until: string }) => string;
    readonly noFiles: string;
    readonly elsewhere: string;
    readonly done: (people: number) => string;
    readonly goesOn: string;
    readonly refused: (people: number) => string;
    readonly more: (more: number) => string;
  };
  readonly me: {
    readonly notThere: string;
    readonly nothingToEdit: string;
    readonly noLonger: string;
  };
  readonly lookup: {
    readonly off: string;
    readonly guests: string;
    readonly unknownAccount: string;
    readonly tooMany: (minutes: number) => string;
    readonly nothing: string;
    readonly start: string;
    readonly gone: string;
    readonly leftOut: string;
  };
  readonly duplicates: {
    readonly title: string;
    readonly intro: string;
    readonly page: {
      readonly all: (pairs: number) => string;
      readonly part: (values: {
        readonly first: number;
        readonly last: number;
        readonly pairs: number;
      }) => string;
    };
    readonly moreLater: string;
    readonly empty: string;
    readonly emptyHow: string;
    readonly waiting: (pairs: number) => string;
    readonly levels: {
      readonly 'very-likely': string;
      readonly likely: string;
      readonly possible: string;
    };
    readonly why: (values: {
      readonly level: Inserted;
      readonly reasons: Inserted;
      readonly doubts?: Inserted | undefined;
    }) => string;
    readonly reasons: {
      readonly 'same-email': string;
      readonly 'same-employee-id': string;
      readonly 'same-name-and-date': string;
      readonly 'phone-country-code': string;
      readonly 'phone-one-digit': string;
      readonly 'same-name-and-department': string;
    };
    readonly doubts: {
      readonly 'other-name': string;
      readonly 'other-employee-id': string;
    };
    readonly refusals: {
      readonly 'two-accounts': string;
      readonly guest: string;
      readonly 'account-stays': string;
    };
    readonly added: (at: string) => string;
    readonly mergeTitle: string;
    readonly mergeIntro: (days: number) => string;
    readonly changed: string;
    readonly stays: string;
    readonly staysWithAccount: (name: Inserted) => string;
    readonly phones: string;
    readonly merged: (name: Inserted) => string;
    readonly mergedHow: (days: number) => string;
    readonly apart: (values: { readonly one: Inserted; readonly other: Inserted }) => string;
    readonly apartButton: (pairs: number) => string;
    readonly apartTitle: string;
    readonly apartIntro: string;
    readonly apartEmpty: string;
    readonly shownAgain: (values: { readonly one: Inserted; readonly other: Inserted }) => string;
    readonly undone: string;
    readonly undoneHow: (values: { readonly one: Inserted; readonly other: Inserted }) => string;
    readonly notUndone: string;
    readonly changedSince: (name: Inserted) => string;
    readonly deletedSince: string;
    readonly takenSince: (name: Inserted) => string;
    readonly tooLate: (days: number) => string;
    readonly button: (values: { readonly pairs: number; readonly more: boolean }) => string;
  };
  readonly importRows: {
    readonly titles: {
      readonly added: string;
      readonly updated: string;
      readonly problems: string;
    };
    readonly nobody: string;
    readonly noRows: string;
    readonly problemsHow: (hasMore: boolean) => string;
  };
  readonly restores: {
    readonly name: string;
    readonly confirm: (people: number) => string;
    readonly how: string;
    readonly restoring: string;
    readonly refused: (people: number) => string;
    readonly log: string;
    readonly reason: string;
  };
  readonly groupFile: {
    readonly title: string;
    readonly subtitle: (values: { readonly file: Inserted; readonly group: Inserted }) => string;
    readonly willJoin: (values: { readonly people: number; readonly group: Inserted }) => string;
    readonly joined: (values: { readonly people: number; readonly group: Inserted }) => string;
    readonly how: string;
    readonly countTitles: {
      readonly joined: string;
      readonly willJoin: string;
      readonly there: string;
    };
    readonly choose: string;
    readonly none: string;
    readonly missing: string;
    readonly kept: string;
    readonly leave: (people: number) => string;
  };
}

/** Meanings of words in a message to the bot: the keys of "commandWords". */
export type Concept =
  | 'import'
  | 'export'
  | 'show'
  | 'find'
  | 'add'
  | 'edit'
  | 'delete'
  | 'move'
  | 'restore'
  | 'cancel'
  | 'help'
  | 'sync'
  | 'download'
  | 'people'
  | 'history'
  | 'template'
  | 'directory'
  | 'deleted'
  | 'admins'
  | 'attributes'
  | 'audit'
  | 'settings'
  | 'schedules'
  | 'group'
  | 'me'
  | 'file'
  | 'data'
  | 'everything'
  | 'now'
  | 'employee'
  | 'others'
  | 'duplicates'
  | 'export everything'
  | 'asking'
  | 'polite'
  | 'link'
  | 'whether'
  | 'who'
  | 'works'
  | 'leave'
  | 'undo'
  | 'status'
  | 'fact'
  | 'not';
