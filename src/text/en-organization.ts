import { maxAttributeNameLength } from '../domain/attributes.ts';
import type { AttributeType } from '../domain/attributes.ts';
import type { Role } from '../domain/roles.ts';
import type { Format } from './format.ts';

const roles: Readonly<Record<Role, string>> = {
  'tenant-admin': 'Tenant admin',
  'organization-admin': 'Organization admin',
  'group-admin': 'Group admin',
  member: 'Member',
};

const types: Readonly<Record<AttributeType, string>> = {
  text: 'Text',
  number: 'Number',
  'yes-no': 'Yes or no',
  date: 'Date',
};

/** Sentences about what an organization decides: its admins, its attributes, its audit. */
export function organizationWords(format: Format) {
  const number = (value: number) => format.number(value);
  return {
    role: (role: Role): string => roles[role],

    admins: {
      title: 'Admins',
      intro:
        'Tenant admins may do everything. Organization admins import, export, add, edit and delete people.',
      empty: 'Nobody has been made an admin here yet.',
      fixed: 'set by the deployment',
      since: (role: string, iso?: string, by?: string) =>
        iso === undefined
          ? role
          : `${role} since ${format.date(iso)}${by === undefined || by.trim() === '' ? '' : `, by ${by.trim()}`}`,
      more: (more: number) => `and ${number(more)} more`,
      who: 'Who',
      whoHint: 'Begin to type a name',
      whoMissing: 'Choose a person from the list.',
      whoNote: 'People appear here once they have opened this app in Teams.',
      role: 'Role',
      roleMissing: 'Choose a role.',
      noName: 'Somebody without a name',
    },

    attributes: {
      title: 'Attributes',
      intro:
        'The columns of your directory. The template, imports, forms and profiles follow them.',
      builtInTitle: 'Everyone has',
      builtIn: (names: readonly string[]) => format.list(names),
      ownTitle: 'Your organization’s own',
      none: 'None yet.',
      full: (most: number) => `An organization can have ${number(most)} of its own.`,
      type: (type: AttributeType) => types[type],
      line: (attribute: {
        readonly type: AttributeType;
        readonly required: boolean;
        readonly visibleTo: 'all' | 'admins';
      }) =>
        [
          types[attribute.type],
          attribute.required ? 'required' : 'optional',
          attribute.visibleTo === 'all' ? 'visible to all' : 'visible to admins only',
        ].join(' · '),
      removedTitle: 'Removed',
      removed: (iso: string, untilIso: string) =>
        `Removed on ${format.date(iso)}; its data is kept until ${format.date(untilIso)}.`,
      removedShort: (name: string, untilIso: string) =>
        `${name} (can be restored until ${format.date(untilIso)})`,
      choose: 'Attribute',
      chooseMissing: 'Choose an attribute.',
      chooseRemoved: 'Removed attribute',
    },

    attributeForm: {
      addTitle: 'Add attribute',
      editTitle: (name: string) => `Edit ${name}`,
      intro: 'It becomes a column of the template and a field of every person.',
      name: 'Name',
      nameHint: 'For example Badge number',
      nameMissing: 'Give it a name.',
      type: 'Type',
      typeFixed: (type: AttributeType) =>
        `Type: ${types[type]}. The type stays, since people have values of it.`,
      required: 'Required: rows and forms without it are rejected',
      visibleTo: 'Who sees it',
      visibleToChoices: { all: 'Everyone', admins: 'Admins only' },
      /** @param other name of the column that has the name already, where there is one */
      problem: (problem: string, other?: string): string => attributeProblem(problem, other),
    },

    removal: {
      title: (name: string) => `Remove ${name}?`,
      sentence:
        'It disappears from the template, from forms and from everyone’s profile. Its data is kept for 30 days, in which it can be restored.',
    },

    audit: {
      title: 'Audit',
      sentence:
        'Every change of people, roles and attributes, with who made it, when and from where, as a CSV file.',
      short: 'The link works for a short time only. Say “audit” for a fresh one.',
    },
  };
}

/** Why an attribute can't be saved. Problems of a later version get a sentence too. */
function attributeProblem(problem: string, other?: string): string {
  const named = other === undefined || other.trim() === '' ? '' : ` “${other.trim()}”`;
  switch (problem) {
    case 'name-missing':
      return 'Give it a name.';
    case 'name-too-long':
      return `This name is too long. It may have ${String(maxAttributeNameLength)} characters.`;
    case 'name-taken':
      return `There is a column${named} of this name already. Choose another one.`;
    case 'name-is-built-in':
      return `A file’s column of this name would be taken for${named === '' ? ' one that everyone has' : named}. Choose another one.`;
    case 'name-not-valid':
      return 'This name has invisible control characters, or damaged ones. Type it again.';
    case 'too-many':
      return 'There are as many attributes as there can be. Remove one first.';
    default:
      return 'That can’t be saved. Check the name and the type.';
  }
}
