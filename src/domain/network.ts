/** The two networks of a directory: a person is in exactly one. */
export const networks = ['Employee', 'Others'] as const;

export type Network = (typeof networks)[number];

/** Reads a network from typed text or card data; undefined when it names none. */
export function parseNetwork(value: unknown): Network | undefined {
  if (typeof value !== 'string') return undefined;
  const wanted = value.trim().toLowerCase();
  if (wanted === 'employees') return 'Employee';
  if (wanted === 'other') return 'Others';
  return networks.find((network) => network.toLowerCase() === wanted);
}
