import type { Concept } from '../../text/messages.ts';

/** One way of asking for a command: what a message has to mean, and what it may mean beside that. */
export interface Rule {
  readonly needs: readonly Concept[];
  readonly allows: readonly Concept[];
  /** the message also names a person: "make Zoe an admin" */
  readonly withName?: true;
}

/** A rule of a command, by its name. */
export interface RuleOf<Name extends string = string> extends Rule {
  readonly command: Name;
}

/** @param needs, allows: concepts, divided by spaces */
export function asked(needs: string, allows = ''): Rule {
  return { needs: conceptsIn(needs), allows: conceptsIn(allows) };
}

/** As `asked`, in a message that names a person. Its other words may mean more: see about-person.ts. */
export function askedWithName(needs: string, allows = ''): Rule {
  return { ...asked(needs, allows), withName: true };
}

function conceptsIn(words: string): Concept[] {
  return words.split(' ').filter((word) => word !== '') as Concept[];
}

/** The rules of all commands. The first that fits is meant, so those that need more come first. */
export function rulesOf<Name extends string>(
  commands: readonly { readonly name: Name; readonly asked: readonly Rule[] }[],
): readonly RuleOf<Name>[] {
  return commands
    .flatMap(({ name, asked: rules }) => rules.map((rule) => ({ command: name, ...rule })))
    .toSorted((one, other) => other.needs.length - one.needs.length);
}
