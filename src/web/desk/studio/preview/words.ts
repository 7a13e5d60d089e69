/** What the preview says. */
export const previewWords = {
  title: 'Preview',
  edit: 'Edit',
  switch: 'What is shown',
  place: 'Where it is shown',
  places: { widget: 'Chat', teams: 'Teams' },
  language: 'In which language',
  english: 'English',
  nothing: 'There is nothing to show yet.',
  notPublished: 'Buttons do nothing here.',
  cannotShow: 'This cannot be shown here.',
  conversation: 'Preview of the conversation',
};
