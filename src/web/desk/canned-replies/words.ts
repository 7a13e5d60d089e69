/** Every text of the canned replies screen. */
export const cannedWords = {
  title: 'Canned replies',
  search: 'Search',
  loading: 'Loading…',
  none: 'No canned replies.',
  noneFound: 'Nothing found.',
  add: 'Add canned reply',
  actions: (title: string) => `Actions for ${title}`,
  edit: 'Edit…',
  up: 'Move up',
  down: 'Move down',
  remove: 'Delete…',
  editTitle: 'Edit canned reply',
  replyTitle: 'Title',
  text: 'Text',
  textHint:
    '{customer}, {agent} and {reference} are filled in. Two asterisks on each side make text **bold**.',
  preview: 'Preview',
  save: 'Save',
  removeTitle: (title: string) => `Delete “${title}”?`,
  removeText: 'It disappears from every desk. This cannot be undone.',
  removeConfirm: 'Delete',
  reset: 'Restore the original list…',
  resetTitle: 'Restore the original list?',
  resetText:
    'This discards all changes made here and brings back the canned replies that came with the server.',
  resetConfirm: 'Restore',
  /** For the preview. */
  sample: { customer: 'Maria', reference: 'K7QM-2F9P' },
};
