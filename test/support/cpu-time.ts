/** @returns the milliseconds that this thread computes for the work, however many others share the processor */
export function computing(work: () => unknown): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}
