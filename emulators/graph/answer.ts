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

export function unknownProperty(name: string): Answer {
  const message = `Could not find a property named '${name}' on type 'microsoft.graph.user'.`;
  return refusal(400, 'BadRequest', message);
}
