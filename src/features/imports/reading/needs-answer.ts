import type { ImportQuestion } from '../../../domain/operations/import-question.ts';

/** The file can't be read any further without its admin. Not an error of theirs: the import waits, and the file with it. */
export class NeedsAnswer extends Error {
  readonly question: ImportQuestion;

  constructor(question: ImportQuestion) {
    super(question.kind);
    this.name = 'NeedsAnswer';
    this.question = question;
  }
}
