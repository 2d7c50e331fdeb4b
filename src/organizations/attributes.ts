import type { AttributeDefinition, AttributeType } from '../directory/attributes.ts';
import type { Actor } from '../directory/person.ts';

/** What an admin decides about an attribute. Its type stays what it was made with. */
export interface AttributeInput {
  readonly name: string;
  readonly type: AttributeType;
  readonly required: boolean;
  readonly visibleTo: AttributeDefinition['visibleTo'];
}

export interface AttributeProblem {
  readonly problem:
    | 'name-missing'
    | 'name-too-long'
    | 'name-not-valid'
    | 'name-taken'
    | 'name-is-built-in'
    | 'too-many';
  /** with `name-taken`: the attribute that has the name; with `name-is-built-in`: the key of the built-in one */
  readonly with?: string;
}

/** An organization's own attributes. Who may change them is asked before. */
export interface Attributes {
  /** By name; without the removed ones unless asked for. */
  list(
    tenant: string,
    options?: { readonly removed?: boolean },
  ): Promise<readonly AttributeDefinition[]>;
  add(
    tenant: string,
    by: Actor,
    input: AttributeInput,
  ): Promise<{ readonly added: AttributeDefinition } | AttributeProblem>;
  /** @throws AppError `attribute-gone` */
  change(
    tenant: string,
    by: Actor,
    key: string,
    input: Omit<AttributeInput, 'type'>,
  ): Promise<{ readonly changed: AttributeDefinition } | AttributeProblem>;
  /** Its data is kept for 30 days. @throws AppError `attribute-gone` */
  remove(
    tenant: string,
    by: Actor,
    key: string,
  ): Promise<{ readonly removed: AttributeDefinition }>;
  /** @throws AppError `attribute-gone`, also after 30 days */
  restore(
    tenant: string,
    by: Actor,
    key: string,
  ): Promise<{ readonly restored: AttributeDefinition } | AttributeProblem>;
}
