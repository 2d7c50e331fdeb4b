import type { AttributeDefinition, AttributeKey } from '../domain/attributes.ts';
import type { Network } from '../domain/network.ts';
import type { StoredPerson } from '../domain/people-store.ts';
import type { FieldChange } from '../domain/person.ts';
import type { Text } from '../text/text.ts';
import type { FormValues } from './card-inputs.ts';
import type { PersonEntry } from './person-entry.ts';

export interface PersonFormCardInput {
  readonly text: Text;
  readonly mode: 'add' | 'edit';
  /** who is edited */
  readonly person?: StoredPerson;
  /** etag of the state that the form stands on: saving is refused when the person has another one by then */
  readonly seen?: string;
  /** for a new person: chosen already. Of a person who is there it isn't edited; moving is an action of its own. */
  readonly network?: Network;
  readonly values: FormValues;
  readonly problems: readonly {
    readonly field: AttributeKey | 'network';
    readonly reason: string;
    readonly value?: string;
  }[];
  /** the organization's own */
  readonly attributes: readonly AttributeDefinition[];
  /** who has the phone that was entered */
  readonly taken?: PersonEntry;
  /** what others changed since the form was opened, newest first */
  readonly changedMeanwhile?: readonly {
    readonly by: string;
    readonly at: string;
    readonly changes: readonly FieldChange[];
  }[];
}
