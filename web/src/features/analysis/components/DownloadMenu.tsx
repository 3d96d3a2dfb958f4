import { ChevronDown, Download } from 'lucide-react';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { t } from '@/lib/messages/t';
import { useDownloadReport, type ReportFormat } from '../api/downloadReport';

export function DownloadMenu({
  analysisId,
  recordingFileName,
}: {
  analysisId: string;
  recordingFileName: string;
}) {
  const download = useDownloadReport(analysisId, recordingFileName);
  const formats: readonly (readonly [ReportFormat, string])[] = [
    ['pdf', t('analysis.downloadPdf')],
    ['html', t('analysis.downloadHtml')],
    ['json', t('analysis.downloadJson')],
  ];
  return (
    <>
      <MenuTrigger>
        <Button isPending={download.isPending}>
          <Download aria-hidden className="size-4" />
          {download.isPending ? t('analysis.preparing') : t('analysis.download')}
          <ChevronDown aria-hidden className="text-soft size-3.5" />
        </Button>
        <Popover className="bg-raised border-line shadow-floating animate-arrive rounded-lg border p-1.5">
          <Menu aria-label={t('analysis.download')} className="outline-none">
            {formats.map(([format, label]) => (
              <MenuItem
                key={format}
                textValue={label}
                onAction={() => download.mutate(format)}
                className="data-focused:bg-hover flex h-8 cursor-pointer items-center rounded-sm px-2.5 outline-none"
              >
                {label}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      {download.isError ? (
        <div className="w-full">
          <ProblemNotice error={download.error} />
        </div>
      ) : null}
    </>
  );
}
