import { useState } from 'react';
import { Button } from '@/components/Button';
import { FormSelect } from '@/components/FormSelect';
import { NumberStepper } from '@/components/NumberStepper';
import { Sheet } from '@/components/Sheet';
import { SwitchRow } from '@/components/SwitchRow';
import { TextInput } from '@/components/TextInput';
import { TimeInput } from '@/components/TimeInput';
import { t } from '@/lib/messages/autism';
import type { RoutineItem } from '../api/routine';
import { weekdayName } from '../model/clock';

const longestName = 80;
const allDays = [1, 2, 3, 4, 5, 6, 7] as const;
const windows = [30, 60, 120, 240] as const;

interface Props {
  item: RoutineItem;
  onSave: (item: RoutineItem) => void;
  onClose: () => void;
}

export function ItemSheet({ item, onSave, onClose }: Props) {
  const [draft, setDraft] = useState(item);
  const [isTried, setTried] = useState(false);
  const change = (changes: Partial<RoutineItem>) => setDraft({ ...draft, ...changes });
  const name = draft.name.trim();
  const isMissingDay = draft.weekdays.length === 0;
  const save = () => {
    setTried(true);
    if (name !== '' && !isMissingDay) onSave({ ...draft, name });
  };
  return (
    <Sheet
      title={item.name === '' ? t('routineEdit.new') : t('routineEdit.change', { name: item.name })}
      isOpen
      onClose={onClose}
      width="narrow"
    >
      <form
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextInput
          label={t('routineEdit.name')}
          value={draft.name}
          maxLength={longestName}
          error={isTried && name === '' ? t('routineEdit.missing') : undefined}
          onChange={(value) => change({ name: value })}
        />
        <TimeInput
          label={t('routineEdit.at')}
          value={draft.at}
          onChange={(at) => change({ at })}
          missing={t('routineEdit.missingTime')}
        />
        <Weekdays
          chosen={draft.weekdays}
          onChange={(weekdays) => change({ weekdays })}
          isMissing={isTried && isMissingDay}
        />
        <div>
          <SwitchRow
            label={t('routineEdit.hasMinutes')}
            isSelected={draft.minutes !== null}
            onChange={(isOn) => change({ minutes: isOn ? 15 : null })}
          />
          {draft.minutes === null ? null : (
            <NumberStepper
              label={t('routineEdit.minutes')}
              value={draft.minutes}
              onChange={(minutes) => change({ minutes })}
              minValue={1}
              maxValue={1440}
            />
          )}
          <SwitchRow
            label={t('routineEdit.remind')}
            hint={t('routineEdit.remindHint')}
            isSelected={draft.remind}
            onChange={(remind) => change({ remind })}
          />
        </div>
        {draft.remind ? (
          <FormSelect
            label={t('routineEdit.window')}
            value={String(draft.window_minutes)}
            onChange={(value) => change({ window_minutes: Number(value) })}
            options={windowOptions(draft.window_minutes)}
          />
        ) : null}
        <Button type="submit" tone="primary" size="large">
          {t('routineEdit.save')}
        </Button>
      </form>
    </Sheet>
  );
}

/** One that came from elsewhere stays as it is. */
function windowOptions(current: number): (readonly [string, string])[] {
  const known = windows.map((minutes) => [String(minutes), t(`routineEdit.window.${minutes}`)] as const);
  return windows.some((minutes) => minutes === current)
    ? known
    : [...known, [String(current), t('routineEdit.window.other', { minutes: current })]];
}

interface WeekdaysProps {
  chosen: readonly number[];
  onChange: (days: number[]) => void;
  isMissing: boolean;
}

function Weekdays({ chosen, onChange, isMissing }: WeekdaysProps) {
  const toggle = (day: number) =>
    onChange(allDays.filter((one) => (one === day ? !chosen.includes(one) : chosen.includes(one))));
  return (
    <fieldset>
      <legend className="text-sm font-medium">{t('routineEdit.weekdays')}</legend>
      <div className="mt-1.5 grid grid-cols-7 gap-1">
        {allDays.map((day) => (
          <button
            key={day}
            type="button"
            aria-pressed={chosen.includes(day)}
            onClick={() => toggle(day)}
            className="border-line-strong/60 bg-raised aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:ring-accent min-h-11 cursor-pointer rounded-sm border px-0.5 text-sm aria-pressed:ring-1"
          >
            <span aria-hidden>{weekdayName(day)}</span>
            <span className="sr-only">{weekdayName(day, 'long')}</span>
          </button>
        ))}
      </div>
      {isMissing ? (
        <p role="alert" className="text-danger mt-1 text-xs font-medium">
          {t('routineEdit.missingDay')}
        </p>
      ) : null}
    </fieldset>
  );
}
