import { useMemo, useState } from 'react';
import { Select } from '@/components/Select';
import { TableBehind } from '@/components/TableBehind';
import { formatMeasure, formatNumber, formatPercent } from '@/lib/messages/format';
import { t } from '@/lib/messages/t';
import { medianAlphaPeak } from '../model/findings';
import type { Report, Spectrum } from '../model/report';
import { spectrumColumns, type SpectrumColumns } from '../model/spectrumColumns';
import { PanelSection } from './PanelSection';
import { SpectrumChart } from './SpectrumChart';

const everyChannel = '';

interface Props {
  report: Report;
  spectrum: Spectrum;
  nameOf: (label: string) => string;
}

export function SpectrumSection({ report, spectrum, nameOf }: Props) {
  const [channel, setChannel] = useState(everyChannel);
  const columns = useMemo(
    () => spectrumColumns(report, channel === everyChannel ? null : channel, t('analysis.spectrumMedian')),
    [report, channel],
  );
  return (
    <PanelSection
      title={t('analysis.spectrum')}
      aside={
        <Select
          label={t('analysis.spectrumOf')}
          value={channel}
          onChange={setChannel}
          options={[
            [everyChannel, t('analysis.spectrumAll')],
            ...Object.keys(spectrum.density_uv2_per_hz).map((label) => [label, nameOf(label)] as const),
          ]}
        />
      }
    >
      <SpectrumChart columns={columns} />
      <div className="text-soft mt-2 flex flex-wrap justify-between gap-x-4">
        <p className="text-ink numeric font-medium">{alphaWords(report, spectrum, channel)}</p>
        <p className="text-faint text-xs">
          {t('analysis.spectrumMethod', {
            window: spectrum.window_seconds,
            overlap: formatPercent(spectrum.overlap),
          })}
          {spectrum.reference ? `. ${referenceWords(spectrum.reference)}` : null}
        </p>
      </div>
      {spectrum.not_referenced?.length ? (
        <p className="text-soft mt-1 text-xs">
          {t('analysis.spectrumNotReferenced', {
            count: spectrum.not_referenced.length,
            channels: spectrum.not_referenced.map(nameOf).join(', '),
          })}
        </p>
      ) : null}
      <SpectrumTable columns={columns} />
    </PanelSection>
  );
}

function referenceWords(reference: string): string {
  if (reference === 'none') return t('analysis.spectrumAsRecorded');
  if (reference === 'average') return t('analysis.spectrumToAverage');
  return t('analysis.spectrumToChannels', { channels: reference.split(',').join(', ') });
}

function alphaWords(report: Report, spectrum: Spectrum, channel: string): string {
  if (channel !== everyChannel) {
    const hz = spectrum.alpha_peak_hz[channel];
    return hz === undefined
      ? t('analysis.alphaPeakNone')
      : t('analysis.alphaPeak', { frequency: formatNumber(hz, 1, 1) });
  }
  const median = medianAlphaPeak(report);
  if (!median) return t('analysis.alphaPeakNone');
  return t('analysis.alphaPeakMedian', { frequency: formatNumber(median.hz, 1, 1), count: median.channels });
}

/** Whole frequencies are enough to read; the JSON download has every bin. */
function SpectrumTable({ columns }: { columns: SpectrumColumns }) {
  const main = columns.lines.at(-1);
  const rows = columns.frequenciesHz
    .map((frequency, index) => ({ frequency, density: main?.densities[index] ?? null }))
    .filter(({ frequency }) => frequency > 0 && Math.abs(frequency - Math.round(frequency)) < 1e-6);
  return (
    <TableBehind
      caption={`${t('analysis.spectrum')}: ${main?.label ?? ''}`}
      head={[t('analysis.spectrumAxis'), t('analysis.spectrumUnit')]}
      rows={rows.map(({ frequency, density }) => ({
        key: String(frequency),
        cells: [formatNumber(frequency), density === null ? '–' : formatMeasure(density)],
      }))}
    />
  );
}
