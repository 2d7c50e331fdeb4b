import type { AttributeDefinition, AttributeKey } from '../domain/attributes.ts';
import type { Network } from '../domain/network.ts';
import type { StoredPerson } from '../domain/people-store.ts';
import type { FieldChange } from '../domain/person.ts';
import type { Text } from '../text/text.ts';
import type { CardAction } from './card-actions.ts';
import type { FormValues } from './card-inputs.ts';
import type { PersonEntry } from './person-entry.ts';

export interface PersonFormCardInput {
  readonly text: Text;
  readonly mode: 'add' | 'edit';
  /** the person being edited */
  readonly person?: StoredPerson;
  /** etag of the state that the form was built from: saving is refused if the person has changed since */
  readonly seen?: string;
  /** opens the same form in a dialog; absent where none is offered */
  readonly window?: CardAction;
  /** for a new person: preselected. For an existing one the form doesn't change it; moving is an action of its own. */
  readonly network?: Network;
  readonly values: FormValues;
  readonly problems: readonly {
    readonly field: AttributeKey | 'network';
    readonly reason: string;
    readonly value?: string;
  }[];
  /** the form is for the person themselves: the attributes that they may edit */
  readonly own?: readonly AttributeKey[];
  /** the values are those of an open form, which nobody has saved */
  readonly isTyped?: boolean;
  /** the organization's own attributes */
  readonly attributes: readonly AttributeDefinition[];
  /** the person who has the typed phone number */
  readonly taken?: PersonEntry;
  /** other admins' changes since the form was opened, newest first */
  readonly changedMeanwhile?: readonly {
    readonly by: string;
    readonly at: string;
    readonly changes: readonly FieldChange[];
  }[];
}
