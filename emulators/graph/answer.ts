/** Graph's responses and errors, with its codes. */

export interface Answer {
  readonly status: number;
  /** bytes are sent as they are, anything else as JSON */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function refusal(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, body: { error: { code, message } }, headers };
}

export function badRequest(message: string, code = 'Request_BadRequest'): Answer {
  return refusal(400, code, message);
}

export function notFound(id: string): Answer {
  const why = 'does not exist or one of its queried reference-property objects are not present.';
  return refusal(404, 'Request_ResourceNotFound', `Resource '${id}' ${why}`);
}

export function unknownProperty(name: string, type: 'user' | 'group' = 'user'): Answer {
  const message = `Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`;
  return refusal(400, 'BadRequest', message);
}

/** @returns Graph's refusal if a query has an option that this call doesn't support; Graph doesn't just ignore it */
export function unsupportedOption(
  query: URLSearchParams,
  supported: readonly string[],
): Answer | undefined {
  const other = [...query.keys()].find((name) => name.startsWith('$') && !supported.includes(name));
  if (other === undefined) return undefined;
  const message = `The query specified in the URI is not valid. '${other}' isn't supported here.`;
  return refusal(400, 'Request_UnsupportedQuery', message);
}
