import type { Added } from './answer-reply.ts';
import type { Answer } from '#knowledge/schema.ts';
import type { Reading } from '#understanding/understanding.ts';
import { quoted } from './reply.ts';
import type { DialogServices } from './services.ts';
import { TellAnswer } from './tell-answer.ts';

/** Answers about the apps and routers. A question whether a device works with an app is answered for that device. */
export class AppFaqDialog extends TellAnswer {
  static readonly id = 'app-faq';

  constructor(services: DialogServices) {
    super(AppFaqDialog.id, services);
  }

  protected added(answer: Answer, reading: Reading): Added {
    const { worksWith } = answer;
    if (worksWith === undefined) return {};
    const named = [
      ...reading.otherDevices.filter((name) => worksWith.includes(name)),
      ...reading.models
        .map((mention) => (mention.kind === 'listed' ? mention.model : mention.written))
        .filter(
          (name) => !reading.otherDevices.some((device) => device.toLowerCase() === name.toLowerCase()),
        ),
    ];
    const before = named.map((name) =>
      worksWith.some((device) => device.toLowerCase() === name.toLowerCase())
        ? `Yes, **${name}** is one of the devices named.`
        : `${quoted(name)} is not among the devices named, so I cannot say that it works.`,
    );
    return { before };
  }
}
