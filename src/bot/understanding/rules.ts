import type { CommandName } from '../../domain/doors.ts';
import type { Concept } from './concepts.ts';

/** A command, by what a message has to mean, and what it may mean beside that. */
export interface Rule {
  readonly command: CommandName;
  readonly needs: readonly Concept[];
  readonly allows: readonly Concept[];
}

const rule = (command: CommandName, needs: string, allows = ''): Rule => ({
  command,
  needs: needs.split(' ') as Concept[],
  allows: allows.split(' ').filter((one) => one !== '') as Concept[],
});

/** The first that fits is meant, so the narrower ones stand first. */
export const rules: readonly Rule[] = [
  rule('import history', 'import history', 'show people file me deleted'),
  rule('export history', 'export history', 'show people file me deleted'),
  rule('sync history', 'sync history', 'show people me'),
  rule('schedules', 'schedules', 'show export add edit me people'),
  rule('template', 'template', 'download show import file people edit add me'),
  rule('group add', 'add group', 'people me'),
  rule('group', 'group', 'show find people me edit'),
  rule('admins', 'admins', 'show find add edit delete people me'),
  rule('attributes', 'attributes', 'show add edit delete people me directory'),
  rule('audit', 'audit', 'show export download history people me file'),
  rule('settings', 'settings', 'show edit me'),
  rule('duplicates', 'duplicates', 'show find people edit delete directory'),
  rule('deleted', 'deleted', 'show people restore find history directory'),
  rule('deleted', 'restore', 'people deleted'),
  rule('add user', 'add people', 'me directory'),
  rule('sync', 'sync', 'people now show directory edit'),
  rule('import', 'import', 'people file directory me now add employee others'),
  rule('export', 'export', 'people file directory me now download employee others'),
  rule('export', 'download people', 'file directory me show'),
  rule('cancel', 'cancel', 'import file me now'),
  rule('me', 'me', 'show edit file'),
  rule('find', 'edit people', 'directory'),
  rule('find', 'delete people', 'directory'),
  rule('find', 'move people', 'directory employee others'),
  rule('find', 'find', 'people directory employee others show'),
  rule('directory', 'directory', 'show people employee others me'),
  rule('directory', 'show people', 'employee others'),
  rule('directory', 'show employee', 'people'),
  rule('directory', 'show others', 'people'),
  rule('directory', 'people', 'employee'),
  rule('import history', 'history', 'show'),
  rule('help', 'help', 'show me'),
];
