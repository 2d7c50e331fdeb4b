import { readFileSync } from 'node:fs';

/** Of Linux's clock in /proc, whatever the machine. */
const ticksPerSecond = 100;

/** @returns seconds that a process computed; with `children`, also those of its processes that have ended. 0 where there is no /proc */
export function cpuOf(pid: number | 'self', children = false): number {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name before the bracket may have spaces.
    const numbers = line
      .slice(line.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11)
      .map(Number);
    const [user = 0, system = 0, childrenUser = 0, childrenSystem = 0] = numbers;
    return (user + system + (children ? childrenUser + childrenSystem : 0)) / ticksPerSecond;
  } catch {
    return 0;
  }
}

/** @returns seconds that all processors of the machine computed since its start. 0 where there is no /proc */
export function cpuOfMachine(): number {
  try {
    const [line = ''] = readFileSync('/proc/stat', 'latin1').split('\n');
    const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = line
      .replace(/^cpu +/, '')
      .split(' ')
      .map(Number);
    return (user + nice + system + irq + softirq) / ticksPerSecond;
  } catch {
    return 0;
  }
}
