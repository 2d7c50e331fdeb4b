/** Progress, with the total where it is known. */
export function soFar(sentences: {
  readonly done: (done: number) => string;
  readonly of: (values: { readonly done: number; readonly total: number }) => string;
}): (done: number, total: number | undefined) => string {
  return (done, total) =>
    total === undefined || total <= 0 ? sentences.done(done) : sentences.of({ done, total });
}

/** The title of a list that may show only a part. */
export function ofAll(titles: {
  readonly all: string;
  readonly some: (values: { readonly shown: number; readonly all: number }) => string;
}): (shown: number, all: number) => string {
  return (shown, all) => (shown < all ? titles.some({ shown, all }) : titles.all);
}
