import { MESSAGE_PART } from '#uploads/upload-rules.ts';

/** Packs a message and its files into a form for the server, in which the message is a part with its own media type. */
export function messageForm(message: object, files: readonly File[]): FormData {
  const form = new FormData();
  form.append('activity', new Blob([JSON.stringify(message)], { type: MESSAGE_PART }), 'blob');
  for (const file of files) form.append('file', file, file.name);
  return form;
}
