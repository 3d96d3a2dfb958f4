import { ButtonLink } from '@/components/ButtonLink';
import { ProblemNotice } from '@/components/ProblemNotice';
import type { Recording } from '@/features/recordings/model/recording';
import { formatNumber, formatPosition } from '@/lib/messages/format';
import { t } from '@/lib/messages/t';
import { useAnnotations } from '../api/annotations';
import { byOnset } from '../model/annotations';

/** A recording without samples, such as a file of hypnogram notes: there is nothing to draw, but something to read. */
export function NotesOnly({ recording }: { recording: Recording }) {
  const { data: notes = [], error } = useAnnotations(recording.id);
  return (
    <section className="mx-auto h-full max-w-2xl overflow-y-auto p-8 max-sm:p-4">
      <ButtonLink to="/recordings" tone="quiet" size="compact">
        {t('viewer.back')}
      </ButtonLink>
      <h1 className="mt-4 text-lg font-semibold">{recording.title}</h1>
      <p className="mt-2 font-medium">{t('viewer.noSamplesTitle')}</p>
      <p className="text-soft">{t('viewer.noSamplesText')}</p>
      {error ? <ProblemNotice error={error} /> : null}
      <p className="text-faint mt-5 text-xs">{t('viewer.notesCount', { count: notes.length })}</p>
      <ol className="border-line mt-1 border-t">
        {byOnset(notes).map((note) => (
          <li key={note.id} className="border-line flex justify-between gap-6 border-b py-1.5">
            <span>{note.text}</span>
            <span className="text-faint numeric shrink-0 text-xs">
              {formatPosition(note.onsetSeconds, 1)}
              {note.durationSeconds > 0 ? ` · ${formatNumber(note.durationSeconds, 2)} s` : ''}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
