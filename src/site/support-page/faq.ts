import { sourceLine } from '#dialogs/source-line.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import type { Answer } from '#knowledge/schema.ts';
import { type Html, html } from '../html.ts';
import { markdown } from './markdown.ts';

/** The headings that group the answers by subject, in page order. */
const groups: readonly { heading: string; holds: (answer: Answer) => boolean }[] = [
  { heading: 'KRACK and Wi-Fi security', holds: ({ about }) => about.advisory !== undefined },
  { heading: 'EnViewer', holds: ({ about }) => about.app === 'EnViewer' },
  { heading: 'EnTalk', holds: ({ about }) => about.app === 'EnTalk' },
  { heading: 'EnRoute', holds: ({ about }) => about.app === 'EnRoute' },
  { heading: 'EnShare', holds: ({ about }) => about.app === 'EnShare' },
  { heading: 'Routers and networks', holds: () => true },
];

/** Renders every answer under its question, grouped by subject. */
export function faqSection(knowledge: Knowledge): Html {
  const left = new Set(knowledge.answers.values());
  const sections = groups.map(({ heading, holds }) => {
    const answers = [...left].filter(holds);
    for (const answer of answers) left.delete(answer);
    return answers.length === 0
      ? undefined
      : html`<section class="faq-group">
          <h3>${heading}</h3>
          ${answers.map((answer) => question(knowledge, answer))}
        </section>`;
  });
  return html`${sections}`;
}

function question(knowledge: Knowledge, answer: Answer): Html {
  const { id, question: title, short, steps = [], detail, source } = answer;
  const list = steps.map((step, at) => `${at + 1}. ${step}`).join('\n');
  return html`<details id="${id}">
    <summary>${title}</summary>
    <div class="answer">
      ${markdown(short)} ${list === '' ? undefined : markdown(list)}
      ${detail === undefined ? undefined : markdown(detail)} ${markdown(sourceLine(knowledge, source))}
      <button type="button" class="ask" data-ask="${title}" hidden>Ask about this in the chat</button>
    </div>
  </details>`;
}
