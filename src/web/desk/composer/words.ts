/** Every text of the composer. */
export const composerWords = {
  reply: 'Reply',
  placeholder: (customer: string): string => `Write to ${customer}. Type / for a canned reply.`,
  send: 'Send',
  preview: 'Preview',
  files: 'Files',
  attach: 'Attach files',
  removeFile: (name: string): string => `Remove ${name}`,
  dropHere: 'Drop to attach',
  bold: 'Bold',
  italic: 'Italic',
  list: 'List',
  formatting: 'Formatting',
  suggested: 'Suggested answers',
  cannedReplies: 'Canned replies',
  noCannedReply: 'No canned reply matches.',
};
