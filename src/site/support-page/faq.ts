import { sourceLine } from '#dialogs/source-line.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import type { Answer } from '#knowledge/schema.ts';
import { type Html, html } from '../html.ts';
import { markdown } from './markdown.ts';

interface Group {
  heading: string;
  holds: (answer: Answer) => boolean;
}

/** The headings that group the answers by subject, in page order: the advisories, the apps, and the rest. */
const groupsOf = ({ advisories, vocabulary }: Knowledge): Group[] => [
  ...[...advisories.values()].map(({ id, heading }) => ({
    heading,
    holds: ({ about }: Answer) => about.advisory === id,
  })),
  ...vocabulary.apps.map(({ name }) => ({ heading: name, holds: ({ about }: Answer) => about.app === name })),
  { heading: 'Routers and networks', holds: () => true },
];

/** Renders every answer under its question, grouped by subject. */
export function faqSection(knowledge: Knowledge): Html {
  const remaining = new Set(knowledge.answers.values());
  const sections = groupsOf(knowledge).map(({ heading, holds }) => {
    const answers = [...remaining].filter(holds);
    for (const answer of answers) remaining.delete(answer);
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
  const { id, question: title, label, short, steps = [], detail, source } = answer;
  const list = steps.map((step, at) => `${at + 1}. ${step}`).join('\n');
  return html`<details id="${id}" data-label="${label}">
    <summary>${title}</summary>
    <div class="answer">
      <div class="first">${markdown(short)}</div>
      ${list === '' ? undefined : markdown(list)} ${detail === undefined ? undefined : markdown(detail)}
      ${markdown(sourceLine(knowledge, source))}
      <p class="actions">
        <a href="#${id}">Link to this answer</a>
        <button type="button" data-ask="${title}" hidden>Ask in the chat</button>
      </p>
    </div>
  </details>`;
}
