import type { Advisory, Knowledge } from '#knowledge/knowledge.ts';
import { type Html, html } from '../html.ts';

/** Says whose products the page is about and what the advisories are, and offers the search. */
export function hero(knowledge: Knowledge, title: string): Html {
  const { advisories, models, vocabulary } = knowledge;
  const apps = inWords(vocabulary.apps.map(({ name }) => name));
  const names = inWords([...advisories.values()].map(({ name }) => name));
  const [example] = [...advisories.values()].flatMap(({ patch }) => patch.examples);
  return html`<section class="hero">
    <div class="inner">
      <h1>${title}</h1>
      <p>
        Find out whether your EnGenius device has the ${names} patch: ${models.size} models are listed. There
        are also answers about ${apps}, and about routers.
      </p>
      ${[...advisories.values()].map(summary)}
      <form role="search" id="search" hidden>
        <label for="page-search">Search models and answers</label>
        <input
          type="search"
          id="page-search"
          autocomplete="off"
          enterkeyhint="search"
          placeholder="${example ?? 'EAP1300'}, guest network, camera…"
        />
        <p class="unseen" id="search-count" role="status"></p>
        <ul id="results" hidden></ul>
      </form>
    </div>
  </section>`;
}

const summary = ({ name, summary: sentence, introduction }: Advisory): Html =>
  html`<p class="summary">${sentence} <a href="#${introduction}">More about ${name}</a></p>`;

/** Joins names as people say them: "EnViewer, EnTalk and EnShare". */
const inWords = (names: readonly string[]): string =>
  new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);
