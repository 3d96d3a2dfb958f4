import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { showToast } from '@/components/toasts';
import { t } from '@/lib/messages/autism';
import {
  removeChange,
  restoreChange,
  routineChangesQuery,
  routineKey,
  type RoutineChange,
  type RoutineItem,
} from '../api/routine';
import { formatClock, formatLongDay } from '../model/clock';

/** What was announced, the next day first. */
export function ChangesAhead({ items }: { items: readonly RoutineItem[] }) {
  const client = useQueryClient();
  const changes = useQuery(routineChangesQuery).data ?? [];
  const [error, setError] = useState<unknown>(null);
  if (changes.length === 0) return null;
  const refresh = () => client.invalidateQueries({ queryKey: routineKey });
  const remove = async ({ id }: RoutineChange) => {
    setError(null);
    try {
      await removeChange(id);
      showToast({
        text: t('routine.changeRemoved'),
        action: {
          label: t('log.bringBack'),
          onPress: () => void restoreChange(id).then(refresh).catch(setError),
        },
      });
      await refresh();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <section className="mt-8">
      <h2 className="text-base font-semibold">{t('routine.changes')}</h2>
      <ul className="mt-1">
        {changes.map((change) => {
          const text = textOf(change, items);
          return (
            <li key={change.id} className="border-line flex min-h-12 items-center gap-3 border-b py-1">
              <p className="min-w-0 flex-1">
                <span className="text-soft block">{formatLongDay(change.date)}</span>
                <span className="block text-base">{text}</span>
              </p>
              <Button
                tone="quiet"
                size="touch"
                icon
                aria-label={t('routine.changeRemove', { what: text })}
                onPress={() => void remove(change)}
              >
                <Undo2 aria-hidden className="size-4.5" />
              </Button>
            </li>
          );
        })}
      </ul>
      {error === null ? null : <ProblemNotice error={error} />}
    </section>
  );
}

function textOf({ kind, item_id, what, new_time }: RoutineChange, items: readonly RoutineItem[]): string {
  const name = items.find(({ id }) => id === item_id)?.name ?? '';
  const time = new_time === null ? '' : formatClock(new_time);
  if (kind === 'cancelled') return t('routine.change.cancelled', { name });
  if (kind === 'moved') return t('routine.change.moved', { name, time });
  if (kind === 'replaced') return t('routine.change.replaced', { name, what: what ?? '' });
  return new_time === null
    ? t('routine.change.added', { what: what ?? '' })
    : t('routine.change.addedAt', { what: what ?? '', time });
}
