import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Button } from '@/components/Button';
import { FormSelect } from '@/components/FormSelect';
import { ProblemNotice } from '@/components/ProblemNotice';
import { Sheet } from '@/components/Sheet';
import { SwitchRow } from '@/components/SwitchRow';
import { TextInput } from '@/components/TextInput';
import { TimeInput } from '@/components/TimeInput';
import { showToast } from '@/components/toasts';
import { heedAnswer, heedProblem } from '@/features/help/model/heed';
import { newId } from '@/lib/newId';
import { t } from '@/lib/messages/autism';
import { formatDateTime } from '@/lib/messages/format';
import { announceChange, routineDayQuery, routineKey, type NewChange } from '../api/routine';
import { addDay, formatClock } from '../model/clock';

const kinds = ['cancelled', 'moved', 'replaced'] as const;
type Kind = (typeof kinds)[number];

interface Draft {
  date: string;
  /** Empty for something new. */
  itemId: string;
  kind: Kind;
  what: string;
  hasTime: boolean;
  time: string;
}

interface Props {
  today: string;
  /** Whether notices about the routine are switched on. */
  isTold: boolean;
  onClose: () => void;
}

/** A change that is known beforehand, in as few fields as it takes. */
export function ChangeSheet({ today, isTold, onClose }: Props) {
  const client = useQueryClient();
  const [clientId] = useState(newId);
  const [draft, setDraft] = useState<Draft>({
    date: addDay(today, 1),
    itemId: '',
    kind: 'cancelled',
    what: '',
    hasTime: true,
    time: '10:00',
  });
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [isTried, setTried] = useState(false);
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes });
  const body = bodyOf(draft);
  const needsWhat = draft.itemId === '' || draft.kind === 'replaced';
  const isMissing = needsWhat && draft.what.trim() === '';

  const save = async () => {
    setTried(true);
    if (isMissing) return;
    setSaving(true);
    setError(null);
    try {
      const answer = await announceChange({ ...body, client_id: clientId });
      heedAnswer(answer);
      showToast({
        text:
          answer.told_at === null
            ? t('routine.changeSavedQuiet')
            : t('routine.changeSaved', { time: formatDateTime(answer.told_at) }),
      });
      await client.invalidateQueries({ queryKey: routineKey });
      onClose();
    } catch (problem) {
      heedProblem(problem);
      setError(problem);
      setSaving(false);
    }
  };
  return (
    <Sheet title={t('routine.changeTitle')} isOpen onClose={onClose} width="narrow">
      <p className="text-soft">
        {t('routine.changeLead')} {isTold ? t('routine.changeTold') : ''}
      </p>
      <div className="mt-5 flex flex-col gap-5">
        <DayField value={draft.date} min={today} onChange={(date) => change({ date, itemId: '' })} />
        <ItemField date={draft.date} value={draft.itemId} onChange={(itemId) => change({ itemId })} />
        {draft.itemId === '' ? null : (
          <FormSelect
            label={t('routine.changeKind')}
            value={draft.kind}
            onChange={(kind) => change({ kind: kinds.find((one) => one === kind) ?? 'cancelled' })}
            options={kinds.map((kind) => [kind, t(`routine.changeKind.${kind}`)] as const)}
          />
        )}
        {needsWhat ? (
          <TextInput
            label={t('routine.changeWhat')}
            value={draft.what}
            maxLength={300}
            error={isTried && isMissing ? t('routineEdit.missing') : undefined}
            onChange={(what) => change({ what })}
          />
        ) : null}
        {needsWhat ? (
          <SwitchRow
            label={t('routine.changeHasTime')}
            isSelected={draft.hasTime}
            onChange={(hasTime) => change({ hasTime })}
          />
        ) : null}
        {draft.itemId !== '' && draft.kind === 'cancelled' ? null : needsWhat && !draft.hasTime ? null : (
          <TimeInput
            label={t(draft.itemId === '' ? 'routineEdit.at' : 'routine.changeTime')}
            value={draft.time}
            onChange={(time) => change({ time })}
            missing={t('routine.changeTimeMissing')}
          />
        )}
      </div>
      {error === null ? null : (
        <div className="mt-4">
          <ProblemNotice error={error} />
        </div>
      )}
      <Button
        tone="primary"
        size="large"
        className="mt-6 w-full"
        isPending={isSaving}
        onPress={() => void save()}
      >
        {t(isSaving ? 'log.saving' : 'routine.changeSave')}
      </Button>
    </Sheet>
  );
}

function bodyOf({ date, itemId, kind, what, hasTime, time }: Draft): NewChange {
  if (itemId === '') return { date, kind: 'added', what: what.trim(), new_time: hasTime ? time : null };
  if (kind === 'cancelled') return { date, kind, item_id: itemId };
  if (kind === 'moved') return { date, kind, item_id: itemId, new_time: time };
  return { date, kind, item_id: itemId, what: what.trim(), new_time: hasTime ? time : null };
}

function DayField({
  value,
  min,
  onChange,
}: {
  value: string;
  min: string;
  onChange: (date: string) => void;
}) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {t('routine.changeDay')}
      </label>
      <input
        id={id}
        type="date"
        value={value}
        min={min}
        onChange={(event) => (event.target.value === '' ? undefined : onChange(event.target.value))}
        className="bg-raised border-line-strong/70 hover:border-line-strong numeric h-11 w-48 rounded-sm border px-3 text-base"
      />
    </div>
  );
}

/** What is planned on that day, or something new. */
function ItemField({
  date,
  value,
  onChange,
}: {
  date: string;
  value: string;
  onChange: (id: string) => void;
}) {
  const day = useQuery(routineDayQuery(date));
  const planned = (day.data?.entries ?? []).flatMap(({ item_id, name, at }) =>
    item_id === null ? [] : [[item_id, `${at === null ? '' : `${formatClock(at)} `}${name ?? ''}`] as const],
  );
  return (
    <FormSelect
      label={t('routine.changeItem')}
      value={value}
      onChange={onChange}
      options={[['', t('routine.changeNewThing')], ...planned]}
    />
  );
}
