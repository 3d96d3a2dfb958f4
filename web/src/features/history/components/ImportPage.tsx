import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ChevronLeft, FileUp } from 'lucide-react';
import { useState, type DragEvent } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Link } from 'react-router';
import { Button } from '@/components/Button';
import { FormPage } from '@/components/FormPage';
import { ProblemNotice } from '@/components/ProblemNotice';
import { checkInsKey } from '@/features/checkins/api/checkIns';
import { showHelpFor } from '@/features/help/model/helpSheet';
import { t } from '@/lib/messages/history';
import { importCsv, previewImport, type ImportMapping, type ImportPreview } from '../api/importCsv';
import { largestBytes, readText } from '../model/csvFile';
import { ImportDone } from './ImportDone';
import { ImportsBefore } from './ImportsBefore';
import { MappingForm } from './MappingForm';

interface Chosen {
  name: string;
  csv: string;
  preview: ImportPreview;
}

/** A diary from elsewhere: chosen, looked over, brought in. */
export function ImportPage() {
  const client = useQueryClient();
  const [mapping, setMapping] = useState<ImportMapping | null>(null);
  const preview = useMutation({
    mutationFn: async (file: File): Promise<Chosen> => {
      if (file.size > largestBytes) throw new FileTooLarge();
      const csv = await readText(file);
      return { name: file.name, csv, preview: await previewImport(csv) };
    },
    onSuccess: (chosen) => setMapping(chosen.preview.suggested_mapping),
  });
  const bringIn = useMutation({
    mutationFn: ({ csv, meant }: { csv: string; meant: ImportMapping }) => importCsv(csv, meant),
    onSuccess: async ({ crisis_alert: callsForHelp }) => {
      if (callsForHelp) showHelpFor(null);
      await client.invalidateQueries({ queryKey: checkInsKey });
      await client.invalidateQueries({ queryKey: ['insights'] });
    },
  });
  const startAnew = () => {
    preview.reset();
    bringIn.reset();
    setMapping(null);
  };
  const chosen = preview.data;
  return (
    <div className="mx-auto w-full max-w-[46rem] px-5 pt-4 pb-24">
      <Link
        to="/history"
        className="text-soft hover:text-ink -ml-2 inline-flex min-h-11 items-center gap-1.5 rounded-sm px-2 font-medium"
      >
        <ChevronLeft aria-hidden className="size-4" />
        {t('history.back')}
      </Link>
      {bringIn.data ? (
        <ImportDone result={bringIn.data} onAgain={() => bringIn.reset()} onAnother={startAnew} />
      ) : (
        <FormPage title={t('import.title')} text={chosen ? undefined : t('import.text')}>
          {chosen && mapping ? (
            <>
              <MappingForm
                name={chosen.name}
                preview={chosen.preview}
                mapping={mapping}
                onChange={(changes) => setMapping({ ...mapping, ...changes })}
              />
              {bringIn.isError ? (
                <div className="mt-5">
                  <ProblemNotice error={bringIn.error} />
                </div>
              ) : null}
              <div className="bg-paper border-line sticky bottom-0 -mx-5 mt-6 flex flex-wrap gap-3 border-t px-5 py-3">
                <Button
                  tone="primary"
                  size="large"
                  className="max-sm:grow"
                  isPending={bringIn.isPending}
                  isDisabled={chosen.preview.rows === 0}
                  onPress={() => bringIn.mutate({ csv: chosen.csv, meant: mapping })}
                >
                  {bringIn.isPending ? t('import.busy') : t('import.start', { count: chosen.preview.rows })}
                </Button>
                <Button tone="quiet" size="large" onPress={startAnew}>
                  {t('import.another')}
                </Button>
              </div>
            </>
          ) : (
            <>
              <ChooseFile
                waitingFor={preview.isPending ? preview.variables.name : null}
                error={preview.error}
                onFile={(file) => preview.mutate(file)}
              />
              <ImportsBefore />
            </>
          )}
        </FormPage>
      )}
    </div>
  );
}

class FileTooLarge extends Error {}

interface ChooseProps {
  /** The file that is being looked at. */
  waitingFor: string | null;
  error: unknown;
  onFile: (file: File) => void;
}

function ChooseFile({ waitingFor, error, onFile }: ChooseProps) {
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  };
  return (
    <>
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={`mt-6 flex flex-col items-center gap-3 rounded-lg border-2 border-dashed px-5 py-10 text-center ${isOver ? 'border-accent bg-accent-soft' : 'border-line-strong/50'}`}
      >
        <FileTrigger
          acceptedFileTypes={['.csv', 'text/csv', 'text/plain']}
          onSelect={(files) => {
            const file = files?.[0];
            if (file) onFile(file);
          }}
        >
          <Button tone="primary" size="large" isPending={waitingFor !== null}>
            <FileUp aria-hidden className="size-5" />
            {t('import.choose')}
          </Button>
        </FileTrigger>
        <p className="text-soft pointer-coarse:hidden">{t('import.drop')}</p>
        <p role="status" className="text-soft min-h-5">
          {waitingFor === null ? '' : t('import.reading', { name: waitingFor })}
        </p>
      </div>
      {error === null ? null : (
        <div className="mt-4">
          {error instanceof FileTooLarge ? (
            <p role="alert" className="bg-danger-soft rounded-sm px-3.5 py-3 text-base">
              {t('import.tooLarge')}
            </p>
          ) : (
            <ProblemNotice error={error} />
          )}
        </div>
      )}
    </>
  );
}
