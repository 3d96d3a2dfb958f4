import { useQuery } from '@tanstack/react-query';
import { ChevronLeft, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/Button';
import { ButtonLink } from '@/components/ButtonLink';
import { Loaded } from '@/components/Loaded';
import { ProblemNotice } from '@/components/ProblemNotice';
import { showToast } from '@/components/toasts';
import { usePageTitle } from '@/components/usePageTitle';
import { newId } from '@/lib/newId';
import { t } from '@/lib/messages/autism';
import { routineQuery, type RoutineItem } from '../api/routine';
import { formatClock } from '../model/clock';
import { inOrder, move } from '../model/routine';
import { useRoutineEditing } from '../model/useRoutineEditing';
import { ItemSheet } from './ItemSheet';
import { RoutineList } from './RoutineList';

/** The whole routine, to be written and put in order. */
export function RoutineEditPage() {
  usePageTitle(t('routineEdit.title'));
  const routine = useQuery(routineQuery);
  return (
    <div className="mx-auto w-full max-w-[42rem] px-5 pt-5 pb-16">
      <ButtonLink to="/tools/routine" tone="quiet" size="touch" className="-ml-4">
        <ChevronLeft aria-hidden className="size-4.5" />
        {t('routineEdit.back')}
      </ButtonLink>
      <h1 tabIndex={-1} className="mt-2 font-serif text-2xl font-medium tracking-tight text-balance">
        {t('routineEdit.title')}
      </h1>
      <Loaded of={routine} waiting={t('routine.loading')}>
        {({ items }) => <Editor items={items} />}
      </Loaded>
    </div>
  );
}

function Editor({ items }: { items: readonly RoutineItem[] }) {
  const { save, isSaving, error } = useRoutineEditing();
  const [edited, setEdited] = useState<RoutineItem | null>(null);
  const [said, setSaid] = useState('');

  const moveTo = (id: string, to: number) => {
    const moved = move(items, id, to);
    const item = moved.find((one) => one.id === id);
    if (item) setSaid(t('routineEdit.moved', { name: item.name, time: formatClock(item.at) }));
    save(moved);
  };
  const remove = (item: RoutineItem) => {
    save(items.filter(({ id }) => id !== item.id));
    showToast({
      text: t('routineEdit.removed', { name: item.name }),
      // Its days come back with it.
      action: { label: t('log.bringBack'), onPress: () => save(items) },
    });
  };
  const keep = (item: RoutineItem) => {
    save(inOrder([...items.filter(({ id }) => id !== item.id), item]));
    setEdited(null);
  };
  return (
    <>
      <p className="text-soft mt-1 max-w-[60ch] text-base">
        {t('routineEdit.lead')} {items.length > 1 ? t('routineEdit.order') : ''}
      </p>
      <p role="status" className="text-soft min-h-6 text-sm">
        {isSaving ? t('routineEdit.saving') : said}
      </p>
      {error === null ? null : <ProblemNotice error={error} />}
      {items.length === 0 ? (
        <p className="text-soft mt-3 text-base">{t('routineEdit.empty')}</p>
      ) : (
        <RoutineList items={items} onMove={moveTo} onEdit={setEdited} onRemove={remove} />
      )}
      <Button
        tone="primary"
        size="large"
        className="mt-5 max-sm:w-full"
        onPress={() => setEdited(newItem(items))}
      >
        <Plus aria-hidden className="size-4.5" />
        {t('routineEdit.add')}
      </Button>
      {edited === null ? null : <ItemSheet item={edited} onSave={keep} onClose={() => setEdited(null)} />}
    </>
  );
}

/** An hour after the last thing, every day. */
function newItem(items: readonly RoutineItem[]): RoutineItem {
  const hour = Math.min(23, Number(items.at(-1)?.at.slice(0, 2) ?? 7) + 1);
  return {
    id: newId(),
    name: '',
    at: `${String(hour).padStart(2, '0')}:00`,
    minutes: null,
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    remind: true,
    window_minutes: 60,
  };
}
