import { Check, CircleAlert, CircleSlash, FileUp, RotateCw, X } from 'lucide-react';
import { Link } from 'react-router';
import { Button } from '@/components/Button';
import { problemText } from '@/components/problemText';
import { ProgressLine } from '@/components/ProgressLine';
import { isProblem } from '@/lib/api/problem';
import { formatBytes } from '@/lib/messages/format';
import { t, type MessageKey } from '@/lib/messages/t';
import type { FileRefusal } from '../model/checkFile';
import {
  cancelUpload,
  clearFinished,
  isActive,
  retryUpload,
  useUploads,
  type Upload,
} from '../model/uploads';

export function UploadList() {
  const uploads = useUploads((state) => state.uploads);
  return (
    <section aria-label={t('uploads.title')} className="bg-sunken mt-6 rounded-lg px-4 py-2">
      <ul className="divide-line divide-y">
        {uploads.map((upload) => (
          <UploadRow key={upload.key} upload={upload} />
        ))}
      </ul>
      {uploads.every((upload) => !isActive(upload)) ? (
        <div className="border-line flex justify-end border-t pt-2">
          <Button tone="quiet" size="compact" onPress={clearFinished}>
            {t('uploads.clear')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function UploadRow({ upload }: { upload: Upload }) {
  const { file, state, key } = upload;
  return (
    <li className="flex min-h-12 items-center gap-3 py-2">
      <StateIcon upload={upload} />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-3 max-sm:flex-col max-sm:gap-0">
          <span className="min-w-0 max-w-full truncate font-medium">{file.name}</span>
          <span className="text-soft numeric shrink-0 text-xs sm:ml-auto">
            {state.step === 'refused' || state.step === 'failed'
              ? formatBytes(file.size)
              : progressText(upload)}
          </span>
        </div>
        {state.step === 'sending' ? (
          <ProgressLine
            label={t('uploads.progress', { name: file.name })}
            {...(state.sentBytes < file.size ? { fraction: state.sentBytes / file.size } : {})}
            className="mt-1.5"
          />
        ) : null}
        <Trouble upload={upload} />
      </div>
      {canRetry(upload) ? (
        <Button size="compact" onPress={() => retryUpload(key)}>
          <RotateCw aria-hidden className="size-3.5" />
          {t('uploads.retry')}
        </Button>
      ) : null}
      {state.step === 'done' ? (
        <Link
          to={`/recordings/${state.recording.id}`}
          className="text-accent-strong inline-flex h-7 items-center px-1 text-xs font-medium hover:underline"
        >
          {t('uploads.open')}
        </Link>
      ) : null}
      {isActive(upload) ? (
        <Button
          tone="quiet"
          size="compact"
          icon
          aria-label={t('uploads.cancel', { name: file.name })}
          onPress={() => cancelUpload(key)}
        >
          <X aria-hidden className="size-4" />
        </Button>
      ) : null}
    </li>
  );
}

/** A file that cannot be read today cannot be read tomorrow either. */
function canRetry({ state }: Upload): boolean {
  if (state.step === 'cancelled') return true;
  return state.step === 'failed' && !(isProblem(state.error) && finalStatuses.has(state.error.status));
}

const finalStatuses = new Set([413, 415, 422]);

function StateIcon({ upload: { state } }: { upload: Upload }) {
  const shared = 'size-4.5 shrink-0';
  if (state.step === 'done') return <Check aria-hidden className={`${shared} text-good`} />;
  if (state.step === 'cancelled') return <CircleSlash aria-hidden className={`${shared} text-faint`} />;
  if (state.step === 'failed' || state.step === 'refused')
    return <CircleAlert aria-hidden className={`${shared} text-danger`} />;
  return <FileUp aria-hidden className={`${shared} text-accent`} />;
}

const refusalMessages = {
  empty: 'uploads.empty',
  tooLarge: 'uploads.tooLarge',
  notEeg: 'uploads.notEeg',
  unreadable: 'uploads.unreadable',
} as const satisfies Record<FileRefusal, MessageKey>;

function Trouble({ upload: { state } }: { upload: Upload }) {
  if (state.step === 'refused') {
    return (
      <p role="alert" className="text-soft mt-0.5">
        {t(refusalMessages[state.refusal])}
      </p>
    );
  }
  if (state.step !== 'failed') return null;
  const { title, advice } = problemText(state.error);
  return (
    <p role="alert" className="text-soft mt-0.5">
      <span className="text-ink font-medium">{title}</span> {advice}
    </p>
  );
}

function progressText({ file, state }: Upload): string {
  switch (state.step) {
    case 'waiting':
      return t('uploads.waiting');
    case 'sending':
      return state.sentBytes < file.size
        ? t('uploads.sending', { loaded: formatBytes(state.sentBytes), total: formatBytes(file.size) })
        : t('uploads.checking');
    case 'done':
      return t('uploads.done');
    case 'cancelled':
      return t('uploads.cancelled');
    default:
      return t('uploads.failed');
  }
}
