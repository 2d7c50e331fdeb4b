export interface Meeting<Outcome> {
  /** Waits until all have come. The last one's coming starts what they wait for. */
  come(): Promise<Outcome>;
  /** One less is waited for. */
  leave(): void;
}

/** So many meet, time and again. @param act is done once all are there */
export function createMeeting<Outcome>(
  count: number,
  act: () => Promise<Outcome>,
): Meeting<Outcome> {
  let members = count;
  let here = 0;
  let met = Promise.withResolvers<Outcome>();

  function look(): void {
    if (here === 0 || here < members) return;
    const now = met;
    here = 0;
    met = Promise.withResolvers();
    act().then(now.resolve, now.reject);
  }

  return {
    come() {
      const { promise } = met;
      here += 1;
      look();
      return promise;
    },
    leave() {
      members -= 1;
      look();
    },
  };
}
