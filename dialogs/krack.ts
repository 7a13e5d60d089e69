import type { Answer } from '../src/knowledge/schema.ts';
import type { Reading } from '../src/understanding/understanding.ts';
import { statusText } from './patch-status-text.ts';
import type { DialogServices } from './services.ts';
import { TellAnswer } from './tell-answer.ts';

/** Answers about the KRACK advisory. A model named in the question gets its patch status as well. */
export class KrackDialog extends TellAnswer {
  static readonly id = 'krack';

  constructor(services: DialogServices) {
    super(KrackDialog.id, services);
  }

  protected added(_answer: Answer, reading: Reading): string[] {
    return reading.models.flatMap((mention) =>
      mention.kind === 'listed' ? [statusText(this.services.knowledge, mention)] : [],
    );
  }
}
