import type { Added } from './answer-reply.ts';
import type { Answer } from '#knowledge/schema.ts';
import type { Reading } from '#understanding/understanding.ts';
import { statusText } from './patch-status-text.ts';
import type { DialogServices } from './services.ts';
import { TellAnswer } from './tell-answer.ts';

/** Answers about the KRACK advisory. A model named in the question gets its patch status as well. */
export class KrackDialog extends TellAnswer {
  static readonly id = 'krack';

  constructor(services: DialogServices) {
    super(KrackDialog.id, services);
  }

  protected added(_answer: Answer, reading: Reading): Added {
    const { knowledge } = this.services;
    const after = reading.models.flatMap((mention) =>
      mention.kind === 'listed' ? [`Patch status of ${statusText(knowledge, mention)}`] : [],
    );
    return { after };
  }
}
