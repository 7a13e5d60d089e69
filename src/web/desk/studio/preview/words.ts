/** Every text of the preview. */
export const previewWords = {
  title: 'Preview',
  edit: 'Edit',
  switch: 'Form or preview',
  place: 'Channel',
  places: { widget: 'Chat', teams: 'Teams' },
  language: 'Language',
  english: 'English',
  nothing: 'There is nothing to show yet.',
  notPublished: 'Buttons do not work in the preview.',
  cannotShow: 'This cannot be shown here.',
  conversation: 'Preview of the conversation',
};
