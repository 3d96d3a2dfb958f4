import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { useEffect } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Button } from '@/components/Button';
import { FormSection } from '@/components/FormPage';
import { Loaded } from '@/components/Loaded';
import { ProblemNotice } from '@/components/ProblemNotice';
import { ProgressLine } from '@/components/ProgressLine';
import { formatBytes, formatPercent } from '@/lib/messages/format';
import { t } from '@/lib/messages/privacy';
import { importQuery } from '../api/importArchive';
import { useArchiveImport, type ArchiveImport } from './useArchiveImport';

export function ImportSection() {
  const { state, send, cancel } = useArchiveImport();
  return (
    <FormSection title={t('privacy.import')} text={t('privacy.importText')}>
      <FileTrigger
        acceptedFileTypes={['.zip', 'application/zip']}
        onSelect={(files) => {
          const file = files?.[0];
          if (file) send(file);
        }}
      >
        <Button size="touch" isDisabled={state.step === 'sending'}>
          <FileUp aria-hidden className="size-4" />
          {t('privacy.importChoose')}
        </Button>
      </FileTrigger>
      <div className="mt-4">
        <ImportState state={state} onCancel={cancel} />
      </div>
    </FormSection>
  );
}

function ImportState({ state, onCancel }: { state: ArchiveImport; onCancel: () => void }) {
  switch (state.step) {
    case 'none':
      return null;
    case 'cancelled':
      return <p role="status">{t('privacy.importCancelled')}</p>;
    case 'failed':
      return <ProblemNotice error={state.error} />;
    case 'sending':
      return <Sending state={state} onCancel={onCancel} />;
    case 'reading':
      return <Reading key={state.importId} importId={state.importId} name={state.file.name} />;
  }
}

function Sending({
  state: { file, sentBytes },
  onCancel,
}: {
  state: Extract<ArchiveImport, { step: 'sending' }>;
  onCancel: () => void;
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-4">
      <p className="text-soft numeric min-w-0 flex-1 basis-56">
        {t('privacy.importSending', {
          name: file.name,
          loaded: formatBytes(sentBytes),
          total: formatBytes(file.size),
        })}
      </p>
      <Button tone="quiet" size="touch" onPress={onCancel}>
        {t('privacy.importCancel')}
      </Button>
      <ProgressLine
        label={t('privacy.importProgress', { name: file.name })}
        {...(sentBytes < file.size ? { fraction: sentBytes / file.size } : {})}
        className="w-full"
      />
    </div>
  );
}

function Reading({ importId, name }: { importId: string; name: string }) {
  const archive = useQuery(importQuery(importId));
  const queryClient = useQueryClient();
  const isCompleted = archive.data?.status === 'completed';
  useEffect(() => {
    // Anything on any screen may be among what has come.
    if (isCompleted)
      void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'import' });
  }, [isCompleted, queryClient]);
  return (
    <Loaded of={archive} waiting={t('privacy.importQueued', { name })}>
      {({ status, progress, error }) => {
        if (status === 'completed') return <p role="status">{t('privacy.importCompleted', { name })}</p>;
        if (status === 'failed') {
          return (
            <div role="alert" className="bg-danger-soft rounded-sm px-3.5 py-3">
              <p className="font-medium">{t('privacy.importFailed', { name })}</p>
              <p className="text-soft mt-0.5">{error ?? t('privacy.importFailedAdvice')}</p>
            </div>
          );
        }
        return (
          <>
            <p role="status" className="text-soft numeric">
              {status === 'queued'
                ? t('privacy.importQueued', { name })
                : t('privacy.importRunning', { name, percent: formatPercent(progress) })}
            </p>
            <ProgressLine
              label={t('privacy.importProgress', { name })}
              {...(status === 'running' ? { fraction: progress } : {})}
              className="mt-2"
            />
          </>
        );
      }}
    </Loaded>
  );
}
