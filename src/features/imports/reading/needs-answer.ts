import type { ImportQuestion } from '../../../domain/operations/import-question.ts';

/** Reading can't continue without the file's admin. Not an error: the import waits, and the file with it. */
export class NeedsAnswer extends Error {
  readonly question: ImportQuestion;

  constructor(question: ImportQuestion) {
    super(question.kind);
    this.name = 'NeedsAnswer';
    this.question = question;
  }
}
