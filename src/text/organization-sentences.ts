import type { MatchKey } from '../domain/match-keys.ts';
import {
  daysKept,
  isOwnKey,
  maxAttributeNameLength,
  type AttributeDefinition,
  type AttributeKey,
  type AttributeType,
  type BuiltInAttribute,
} from '../domain/attributes.ts';
import type { AuditedEvent, AuditEntry } from '../domain/audit.ts';
import type { PersonFact } from '../domain/person.ts';
import type { Role } from '../domain/roles.ts';
import { usualTimeZone } from '../domain/time-zone.ts';
import type { Format } from './format.ts';
import { phrase } from './message.ts';
import type { Messages } from './messages.ts';

/** An organization's own attribute, as far as its name and values are shown; without a type, they are as they are kept. */
export type OwnAttribute = Pick<AttributeDefinition, 'name'> &
  Partial<Pick<AttributeDefinition, 'type' | 'timeZone'>> & { readonly key: AttributeKey };

/** The name of an attribute. A key that may be of an own attribute needs those of the organization. */
interface NameOfAttribute {
  (key: BuiltInAttribute | PersonFact): string;
  (key: AttributeKey | PersonFact, own: readonly OwnAttribute[]): string;
}

/** Sentences about an organization's settings: its admins, attributes, groups and audit. */
export function organizationSentences(messages: Messages, format: Format) {
  const { admins, attributes, attributeForm, auditFile, form, group, removal } = messages;
  const attribute: NameOfAttribute = (
    key: AttributeKey | PersonFact,
    own: readonly OwnAttribute[] = [],
  ) =>
    isOwnKey(key)
      ? (own.find((one) => one.key === key)?.name ?? messages.removedAttribute)
      : messages.attributeNames[key];
  return {
    role: (role: Role) => messages.roles[role],

    attribute,

    /** The name of a match key. */
    matchKey: (key: MatchKey) =>
      key === 'entraId' ? messages.settings.entraKey : messages.attributeNames[key],

    /** A value of an own attribute for reading; a value that isn't of its type is returned unchanged. */
    ownValue: (
      { type, timeZone = usualTimeZone }: Pick<AttributeDefinition, 'type' | 'timeZone'>,
      value: string,
    ): string => {
      if (type === 'number') return format.decimal(value);
      if (type === 'date') return format.day(value);
      if (type === 'date-time') return format.dateTimeIn(value, timeZone);
      return type === 'yes-no' && (value === 'yes' || value === 'no')
        ? messages.yesNo[value]
        : value;
    },

    admins: {
      ...admins,
      since: (role: string, since?: string, by?: string) =>
        admins.since({ role: phrase(role), since, by }),
    },

    attributes: {
      ...attributes,
      builtIn: (names: readonly string[]) => format.list(names),
      type: (type: AttributeType) => attributes.types[type],
      line: ({
        type,
        required,
        visibleTo,
        selfEdit = false,
      }: {
        readonly type: AttributeType;
        readonly required: boolean;
        readonly visibleTo: 'all' | 'admins';
        readonly selfEdit?: boolean;
      }) =>
        [
          attributes.types[type],
          required ? attributes.line.required : attributes.line.optional,
          visibleTo === 'all' ? attributes.line.visibleToAll : attributes.line.visibleToAdmins,
          ...(selfEdit && visibleTo === 'all' ? [attributes.line.selfEdit] : []),
        ].join(' · '),
    },

    attributeForm: {
      ...attributeForm,
      typeFixed: (type: AttributeType) => attributeForm.typeFixed(phrase(attributes.types[type])),
      /**
       * Why an attribute can't be saved. Problems of a later version get a generic sentence.
       * @param other name of the column that already has the name, if there is one
       */
      problem: (problem: string, other?: string): string => {
        const { problems } = attributeForm;
        switch (problem) {
          case 'name-too-long':
            return problems[problem](maxAttributeNameLength);
          case 'name-taken':
          case 'name-is-built-in':
            return problems[problem](other);
          case 'name-missing':
          case 'name-not-valid':
          case 'too-many':
            return problems[problem];
          default:
            return problems.other;
        }
      },
    },

    removal: { ...removal, sentence: removal.sentence(daysKept) },

    /** The words of the audit as a file. */
    auditFile: {
      columns: auditFile.columns,
      what: (what: AuditedEvent) => auditFile.events[what],
      from: (from: AuditEntry['from']) => auditFile.origins[from],
      /** changed fields of things other than people */
      fields: auditFile.fields as Readonly<Record<string, string>>,
    },

    group: {
      ...group,
      about: (kind: string, people: number) => group.about({ kind: phrase(kind), people }),
    },

    form: {
      ...form,
      /** A field that can't be used, and why. */
      problem: (label: string, reason: string) => form.problem({ label, reason: phrase(reason) }),
    },
  };
}
