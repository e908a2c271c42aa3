import { useSyncExternalStore } from 'react';
import { formatInstant } from '../host/format-property.ts';
import { type LiveRecord } from '../host/live-record.ts';
import { useSession } from './session.ts';
import { useTexts } from './texts.ts';
import { useLoaded } from './use-loaded.ts';

/** The record's tasks: what a card's "create task" leaves behind. */
export function Tasks({ record }: { readonly record: LiveRecord }) {
  const { crm, place, user } = useSession();
  const texts = useTexts();
  // a card's action refreshes the record: its tasks are read again with it
  const values = useSyncExternalStore(record.subscribe, record.current);
  const loaded = useLoaded(async () => {
    if (user.role === 'no_access') return [];
    const links = await crm.links(record.type, record.id, 'tasks');
    const names = ['hs_task_subject', 'hs_timestamp', 'hs_task_status', 'hs_task_body'];
    return crm.records(
      'tasks',
      links.map(({ toObjectId }) => String(toObjectId)),
      names,
    );
  }, [crm, record, values, user.id]);
  const tasks = loaded.state === 'ready' ? loaded.value : [];
  return (
    <section className="panel">
      <h2>{texts.tasks}</h2>
      {loaded.state === 'failed' && <p role="alert">{loaded.message}</p>}
      {loaded.state === 'ready' && tasks.length === 0 && <p className="quiet">{texts.noTasks}</p>}
      <ul className="tasks">
        {tasks.map(({ id, properties }) => (
          <li key={id} className="task" data-task={id}>
            <strong>{properties.hs_task_subject}</strong>
            <span className="quiet">
              {texts.due} {formatInstant(properties.hs_timestamp ?? '', place)}
            </span>
            {(properties.hs_task_body ?? '') !== '' && <p>{properties.hs_task_body}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
