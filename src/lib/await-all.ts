/** Waits for all values of an object at once. */
export async function awaitAll<Values extends object>(
  promised: Values,
): Promise<{ [Key in keyof Values]: Awaited<Values[Key]> }> {
  const entries = Object.entries(promised).map(async ([key, value]) => [key, await value] as const);
  return Object.fromEntries(await Promise.all(entries)) as {
    [Key in keyof Values]: Awaited<Values[Key]>;
  };
}
