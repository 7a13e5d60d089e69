const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${count.toLocaleString('en')} ${many}`;

/** Long texts are shortened where a button names them. */
const named = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** The texts that all forms share. */
export const formWords = {
  count: (length: number, limit: number) => `${length} of ${limit}`,
  tooLong: 'too long',
  choose: 'Choose…',
  pick: 'Search',
  noneFound: 'No matches.',
  items: (count: number) => (count === 0 ? '' : count.toLocaleString('en')),
  filterHint: 'Filter',
  filter: (label: string) => `Filter: ${label}`,
  more: (count: number) => `Show more (${count.toLocaleString('en')})`,
  /** @param item with its article: "a phrase" */
  add: (item: string) => `Add ${item}`,
  addTo: (label: string) => `Add to: ${label}`,
  pasteHint: 'Paste several lines to add them all.',
  keysHint: 'Use ↑ and ↓ to move between rows.',
  itemAt: (item: string, place: number) => `${item.replace(/^(?:an?|the) /, '')} ${place}`,
  remove: (text: string) => `Remove “${named(text)}”`,
  removeShort: 'Remove',
  up: (text: string) => `Move “${named(text)}” up`,
  upShort: 'Up',
  down: (text: string) => `Move “${named(text)}” down`,
  downShort: 'Down',
  fromReview: 'from the review',
  patchStatus: 'Patch status of a model',
  patchList: 'All models and their patch status',
  human: 'Talk to a person',
  addLanguage: 'Add a language',
  noLanguage: 'Choose a language',
  englishChanged: 'The English text has changed, and this has not. Check whether it still says the same.',
  englishUntil: (missing: readonly string[]) =>
    `Customers read everything in English until the translation is complete. Still missing: ${missing.join(', ')}.`,
  aWord: 'a word',
  word: (place: number) => `Word ${place}`,
  wordHint: 'Word',
  meaning: (place: number) => `What word ${place} means`,
  meaningHint: 'What it means, in one line',
  model: 'Model',
  status: 'Status',
  models: (count: number) => counted(count, 'model', 'models'),
  filterModels: 'Filter by model or status',
  addModels: 'Add models…',
  addModelsConfirm: 'Add',
  statusOf: (model: string) => `Status of ${model}`,
  before: (history: readonly string[]) => `Before: ${history.join(', then ')}`,
  modelLines: 'Models, one per line',
  modelLinesHint: 'Just the model, or the model and its status, as copied from a spreadsheet.',
  statusOtherwise: 'Status for models without one',
  pasted: (added: number, changed: number, same: number) =>
    [
      counted(added, 'new model', 'new models'),
      ...(changed > 0 ? [`${counted(changed, 'model changes', 'models change')} status`] : []),
      ...(same > 0 ? [`${same.toLocaleString('en')} unchanged`] : []),
    ].join(', '),
  adds: (model: string, status: string) => `${model}: ${status}`,
  changes: (model: string, before: string, after: string) => `${model}: ${before} → ${after}`,
  unknownStatus: (lines: readonly string[]) =>
    `These lines have a status that is not in the table: ${lines.slice(0, 5).join('; ')}`,
  nothingToAdd: 'There is nothing to add.',
};
