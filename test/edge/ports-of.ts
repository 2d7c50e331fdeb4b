/** The ports of local Teams and local Graph, as the product's log names them. */
export function portsOf(log: string): ReadonlySet<number> {
  const named = log.matchAll(/"http:\/\/127\.0\.0\.1:(\d+)/g);
  return new Set(Array.from(named, ([, port]) => Number(port)));
}
