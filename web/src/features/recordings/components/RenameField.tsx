import { Check, X } from 'lucide-react';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { Button } from '@/components/Button';
import { problemText } from '@/components/problemText';
import { t } from '@/lib/messages/t';
import { useRenameRecording } from '../api/renameRecording';
import type { Recording } from '../model/recording';

const longestTitle = 120;

/** In place of the title: Enter saves, Escape keeps the old one. */
export function RenameField({ recording, onDone }: { recording: Recording; onDone: () => void }) {
  const [title, setTitle] = useState(recording.title);
  const [error, setError] = useState<string | null>(null);
  const rename = useRenameRecording(recording.id);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const trimmed = title.trim();
    if (trimmed === recording.title) onDone();
    else if (trimmed === '') setError(t('recordings.renameMissing'));
    else
      rename.mutate(trimmed, {
        onSuccess: onDone,
        onError: (failure) => setError(problemText(failure).title),
      });
  };

  return (
    <form onSubmit={submit} className="relative z-10">
      <div className="flex items-center gap-1">
        <input
          ref={input}
          value={title}
          maxLength={longestTitle}
          onChange={(event) => {
            setTitle(event.target.value);
            setError(null);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onDone();
          }}
          aria-label={t('recordings.renameLabel')}
          aria-invalid={error !== null}
          className="bg-raised border-line-strong h-7 min-w-0 flex-1 rounded-sm border px-2 font-medium"
        />
        <Button
          type="submit"
          tone="quiet"
          size="compact"
          icon
          aria-label={t('recordings.renameSave')}
          isPending={rename.isPending}
        >
          <Check aria-hidden className="size-4" />
        </Button>
        <Button tone="quiet" size="compact" icon aria-label={t('recordings.renameCancel')} onPress={onDone}>
          <X aria-hidden className="size-4" />
        </Button>
      </div>
      <p role="alert" className="text-danger text-xs font-medium empty:hidden">
        {error}
      </p>
    </form>
  );
}
