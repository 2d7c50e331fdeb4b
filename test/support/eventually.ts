import { patienceMs } from './patience.ts';

/**
 * Polls until it holds: for effects beside the turns that no chat shows. With growing pauses, since what polls takes
 * processor time from what it waits for.
 */
export async function eventually<T>(look: () => Promise<T>, timeoutMs = patienceMs): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (let pauseMs = 20; ; pauseMs = Math.min(pauseMs * 1.5, 250)) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => {
        setTimeout(resolve, pauseMs);
      });
    }
  }
}
