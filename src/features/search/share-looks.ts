/**
 * Lets simultaneous queries share one look at what has changed. A query never shares a look that began before it:
 * it waits for the next one.
 */
export function shareLooks<Result>(look: () => Promise<Result>): () => Promise<Result> {
  let current: { readonly looking: Promise<Result>; begun: boolean } | undefined;
  let next: Promise<Result> | undefined;

  const lookOnce = (): Promise<Result> => {
    if (current !== undefined && !current.begun) return current.looking;
    if (current !== undefined) {
      next ??= current.looking
        .catch(() => undefined)
        .then(() => {
          next = undefined;
          return lookOnce();
        });
      return next;
    }
    const mine = {
      begun: false,
      looking: Promise.resolve().then(() => {
        mine.begun = true;
        return look();
      }),
    };
    current = mine;
    const ended = () => {
      if (current === mine) current = undefined;
    };
    // Both ways: a failure is reported to the waiting queries.
    mine.looking.then(ended, ended);
    return mine.looking;
  };
  return lookOnce;
}
