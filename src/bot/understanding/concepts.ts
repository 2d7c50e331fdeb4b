/**
 * Meanings of words in a message, in any language. `polite` words add nothing ("please", "I want to"). `asking` words
 * add nothing either ("how", "what is"), except that a question never cancels anything. `link` words join the others
 * ("the", "of", "to").
 */
export type Concept = Verb | Subject | 'polite' | 'asking' | 'link';

type Verb =
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
  | 'download';

type Subject =
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
  | 'now'
  | 'employee'
  | 'others'
  | 'duplicates';

/** A language's words by what they mean; a compound word means two things. */
export type Words = Readonly<Partial<Record<Concept | `${Concept} ${Concept}`, string>>>;
