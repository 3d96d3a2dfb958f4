import { useId } from 'react';
import { t } from '@/lib/messages/autism';

const longestNote = 500;

export function NoteField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="text-base font-medium">
        {t('log.note')}
      </label>
      <textarea
        id={id}
        value={value}
        rows={3}
        maxLength={longestNote}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
        className="bg-raised border-line-strong/60 hover:border-line-strong mt-2 w-full rounded-lg border p-3 font-serif text-lg"
      />
      <p id={`${id}-hint`} className="text-soft text-sm">
        {t('log.noteHint')}
      </p>
    </div>
  );
}
