/** The properties that have a value: what is optional is absent rather than undefined. */
export function defined<Properties extends object>(
  properties: Properties,
): { [Name in keyof Properties]?: Exclude<Properties[Name], undefined> } {
  const entries = Object.entries(properties).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as {
    [Name in keyof Properties]?: Exclude<Properties[Name], undefined>;
  };
}
