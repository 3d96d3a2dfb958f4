import { ArrowDown, ArrowUp, GripVertical, Pencil, Trash2 } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { GridList, GridListItem } from 'react-aria-components/GridList';
import { useDragAndDrop } from 'react-aria-components/useDragAndDrop';
import { Button } from '@/components/Button';
import { t } from '@/lib/messages/autism';
import type { RoutineItem } from '../api/routine';
import { formatClock, weekdayName } from '../model/clock';

interface Props {
  items: readonly RoutineItem[];
  onMove: (id: string, to: number) => void;
  onEdit: (item: RoutineItem) => void;
  onRemove: (item: RoutineItem) => void;
}

/** In order; moved by dragging, by the keyboard on the handle, or by the two arrows. */
export function RoutineList({ items, onMove, onEdit, onRemove }: Props) {
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) =>
      [...keys].map((key) => ({ 'text/plain': items.find(({ id }) => id === key)?.name ?? '' })),
    onReorder: ({ keys, target }) => {
      const id = [...keys][0];
      if (typeof id !== 'string') return;
      const from = items.findIndex((item) => item.id === id);
      const at =
        items.findIndex((item) => item.id === target.key) + (target.dropPosition === 'after' ? 1 : 0);
      onMove(id, from < at ? at - 1 : at);
    },
  });
  return (
    <GridList
      aria-label={t('routineEdit.list')}
      items={items}
      dependencies={[items]}
      dragAndDropHooks={dragAndDropHooks}
      keyboardNavigationBehavior="tab"
      className="border-line mt-2 border-t"
    >
      {(item) => {
        const index = items.findIndex(({ id }) => id === item.id);
        const { name } = item;
        return (
          <GridListItem
            id={item.id}
            textValue={name}
            className="border-line bg-paper data-dragging:opacity-50 flex flex-wrap items-center gap-x-1 border-b py-1"
          >
            <AriaButton
              slot="drag"
              aria-label={t('routineEdit.drag', { name })}
              className="text-faint flex size-11 cursor-grab items-center justify-center rounded-sm"
            >
              <GripVertical aria-hidden className="size-5" />
            </AriaButton>
            <div className="min-w-36 flex-1 py-1">
              <p className="text-base font-medium">
                <span className="numeric text-soft font-normal">{formatClock(item.at)}</span> {name}
              </p>
              <p className="text-soft">{whenOf(item)}</p>
            </div>
            <div className="ml-auto flex">
              <Icon
                label={t('routineEdit.up', { name })}
                isDisabled={index === 0}
                onPress={() => onMove(item.id, index - 1)}
                icon={ArrowUp}
              />
              <Icon
                label={t('routineEdit.down', { name })}
                isDisabled={index === items.length - 1}
                onPress={() => onMove(item.id, index + 1)}
                icon={ArrowDown}
              />
              <Icon label={t('routineEdit.change', { name })} onPress={() => onEdit(item)} icon={Pencil} />
              <Icon label={t('routineEdit.remove', { name })} onPress={() => onRemove(item)} icon={Trash2} />
            </div>
          </GridListItem>
        );
      }}
    </GridList>
  );
}

interface IconProps {
  label: string;
  isDisabled?: boolean;
  onPress: () => void;
  icon: typeof ArrowUp;
}

function Icon({ label, isDisabled = false, onPress, icon: Drawn }: IconProps) {
  return (
    <Button tone="quiet" size="touch" icon aria-label={label} isDisabled={isDisabled} onPress={onPress}>
      <Drawn aria-hidden className="size-4.5" />
    </Button>
  );
}

function whenOf({ weekdays, minutes }: RoutineItem): string {
  const days =
    weekdays.length === 7 ? t('routineEdit.everyDay') : weekdays.map((day) => weekdayName(day)).join(', ');
  return minutes === null ? days : `${days} · ${t('routine.minutes', { minutes })}`;
}
