import { useForm } from './form-context.ts';
import { fieldsOf, listOf, textOf, valueOf } from './values.ts';

/** The names of the table's statuses, as on the screen. */
export function useStatuses(): string[] {
  const { content } = useForm();
  return listOf(valueOf(valueOf(content, 'patch'), 'statuses'))
    .map((status) => textOf(fieldsOf(status)['name']))
    .filter((name) => name !== '');
}
