import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/Button';
import { t } from '@/lib/messages/t';
import type { NoteDraft } from '../api/annotations';
import type { OpenDraft, TypedNote } from './useNoteCommands';

const quickTexts = ['eyes_open', 'eyes_closed', 'movement', 'drowsy', 'sharp_wave', 'event'] as const;
const fieldClass =
  'bg-paper border-line-strong/60 aria-invalid:border-danger h-8 w-full rounded-sm border px-2.5 text-sm';

interface Props {
  draft: OpenDraft;
  onType: (typed: TypedNote) => void;
  onSave: (draft: NoteDraft) => void;
  onCancel: () => void;
}

/** Text first, times after; the quick texts only fill the field. */
export function NoteEditor({ draft, onType, onSave, onCancel }: Props) {
  const [typed, setTyped] = useState<TypedNote>(
    draft.typed ?? {
      text: draft.text,
      onset: String(draft.onsetSeconds),
      duration: String(draft.durationSeconds),
    },
  );
  const { text, onset, duration } = typed;
  const type = (changed: Partial<TypedNote>) => {
    const next = { ...typed, ...changed };
    setTyped(next);
    onType(next);
  };
  const [wasSent, setWasSent] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  const times = { onsetSeconds: Number(onset), durationSeconds: Number(duration) };
  const isTextMissing = text.trim() === '';
  const areTimesWrong = !areTimesInside(times, draft.durationOfRecordingSeconds);
  const problem =
    draft.error ??
    (wasSent && isTextMissing
      ? t('viewer.noteMissing')
      : wasSent && areTimesWrong
        ? t('viewer.noteTimeInvalid')
        : '');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setWasSent(true);
    if (!isTextMissing && !areTimesWrong) {
      onSave({ ...times, text: text.trim(), channels: draft.channels });
    }
  };
  return (
    <form
      onSubmit={submit}
      onKeyDown={(event) => (event.key === 'Escape' ? onCancel() : undefined)}
      noValidate
    >
      <h3 className="mb-2 text-xs font-semibold">
        {t(draft.id === null ? 'viewer.noteNew' : 'viewer.noteChange')}
      </h3>
      <input
        ref={field}
        value={text}
        maxLength={500}
        aria-label={t('viewer.noteText')}
        placeholder={t('viewer.noteText')}
        aria-invalid={wasSent && isTextMissing}
        onChange={(event) => type({ text: event.target.value })}
        className={fieldClass}
      />
      <div role="group" aria-label={t('viewer.noteQuick')} className="mt-2 flex flex-wrap gap-1">
        {quickTexts.map((quick) => (
          <Button key={quick} size="compact" onPress={() => type({ text: t(`viewer.quick.${quick}`) })}>
            {t(`viewer.quick.${quick}`)}
          </Button>
        ))}
      </div>
      <div className="mt-2 grid grid-cols-2 gap-2">
        <TimeField
          label={t('viewer.noteOnset')}
          value={onset}
          onChange={(changed) => type({ onset: changed })}
          isInvalid={wasSent && areTimesWrong}
        />
        <TimeField
          label={t('viewer.noteDuration')}
          value={duration}
          onChange={(changed) => type({ duration: changed })}
          isInvalid={wasSent && areTimesWrong}
        />
      </div>
      <p role="alert" className="text-danger mt-1.5 text-xs empty:hidden">
        {problem}
      </p>
      <div className="mt-3 flex justify-end gap-2">
        <Button tone="quiet" size="compact" onPress={onCancel}>
          {t('viewer.noteCancel')}
        </Button>
        <Button tone="primary" size="compact" type="submit" isDisabled={draft.isSaving}>
          {t('viewer.noteSave')}
        </Button>
      </div>
    </form>
  );
}

interface FieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  isInvalid: boolean;
}

function TimeField({ label, value, onChange, isInvalid }: FieldProps) {
  return (
    <label className="text-soft block text-xs">
      {label}
      <input
        inputMode="decimal"
        value={value}
        aria-invalid={isInvalid}
        onChange={(event) => onChange(event.target.value)}
        className={`${fieldClass} numeric text-ink mt-1`}
      />
    </label>
  );
}

function areTimesInside(
  times: { onsetSeconds: number; durationSeconds: number },
  durationSeconds: number,
): boolean {
  const { onsetSeconds: onset, durationSeconds: length } = times;
  return onset >= 0 && onset <= durationSeconds && length >= 0 && onset + length <= durationSeconds + 0.001;
}
