import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Sparkles } from 'lucide-react';
import { useNavigate } from 'react-router';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { t } from '@/lib/messages/t';
import { createDemoRecording } from '../api/createDemoRecording';
import { recordingKeys } from '../api/recordingKeys';
import { startAnalysis } from '../api/startAnalysis';
import { UploadButton } from './UploadButton';

export function EmptyStudies({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const demo = useMutation({
    mutationFn: async () => {
      const recording = await createDemoRecording();
      await startAnalysis(recording.id);
      return recording;
    },
    onSuccess: async (recording) => {
      await queryClient.invalidateQueries({ queryKey: recordingKeys.list });
      await navigate(`/recordings/${recording.id}?panel=analysis`);
    },
  });

  return (
    <div className="mt-8">
      <section className="border-line-strong/50 flex flex-col items-center rounded-lg border border-dashed px-6 py-16 text-center">
        <FlatTrace />
        <h2 className="mt-6 font-serif text-xl font-medium">{t('recordings.emptyTitle')}</h2>
        <p className="text-soft mt-2 max-w-[34rem] text-base">{t('recordings.emptyText')}</p>
        <div className="mt-7">
          <UploadButton onFiles={onFiles} size="large" />
        </div>
        <p className="text-faint mt-3 max-w-[34rem] text-xs">{t('recordings.uploadHint')}</p>
      </section>
      <section className="mt-6 flex flex-wrap items-center justify-center gap-x-4 gap-y-3 text-center">
        <p className="text-soft">{t('recordings.emptyDemoText')}</p>
        <Button isPending={demo.isPending} onPress={() => demo.mutate()}>
          <Sparkles aria-hidden className="text-firefly-ink size-4" />
          {demo.isPending ? t('recordings.emptyDemoBusy') : t('recordings.emptyDemo')}
        </Button>
        {demo.isError ? (
          <div className="w-full max-w-xl text-left">
            <ProblemNotice error={demo.error} />
          </div>
        ) : null}
      </section>
    </div>
  );
}

function FlatTrace() {
  return (
    <svg viewBox="0 0 240 40" aria-hidden="true" className="h-10 w-60 max-w-full" fill="none">
      <path
        d="M0 20h52c6 0 6-9 10-9s5 18 10 18 5-26 10-26 5 32 10 32 5-24 10-24 5 15 9 15 5-6 9-6h120"
        stroke="var(--accent)"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        opacity="0.75"
      />
    </svg>
  );
}
