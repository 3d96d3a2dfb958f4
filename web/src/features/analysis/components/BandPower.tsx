import { useMemo, useState } from 'react';
import { SegmentedChoice } from '@/components/SegmentedChoice';
import { TableBehind } from '@/components/TableBehind';
import { formatMeasure, formatNumber } from '@/lib/messages/format';
import { t } from '@/lib/messages/t';
import { bands } from '../model/bands';
import type { BandName, Report, Spectrum } from '../model/report';
import { bandTopography } from '../model/topography';
import { PanelSection } from './PanelSection';
import { TopographicMap } from './TopographicMap';

interface Props {
  report: Report;
  spectrum: Spectrum;
  nameOf: (label: string) => string;
}

export function BandPower({ report, spectrum, nameOf }: Props) {
  const [bandName, setBandName] = useState<BandName>('alpha');
  const topography = useMemo(() => bandTopography(report, bandName), [report, bandName]);
  const band = bands.find(({ name }) => name === bandName) ?? bands[2];
  return (
    <PanelSection
      title={t('analysis.bands')}
      aside={
        <span className="text-faint numeric text-xs">
          {t('analysis.bandRange', { from: formatNumber(band.fromHz, 1), to: formatNumber(band.toHz) })}
        </span>
      }
    >
      <SegmentedChoice
        label={t('analysis.bands')}
        isLabelHidden
        value={bandName}
        onChange={setBandName}
        options={bands.map(({ name, message }) => [name, t(message)] as const)}
      />
      {topography ? (
        <>
          <TopographicMap topography={topography} bandName={t(band.message)} />
          {topography.leftOut.length > 0 ? (
            <p className="text-faint text-xs">
              {t('analysis.mapLeftOut', { channels: topography.leftOut.map(nameOf).join(', ') })}
            </p>
          ) : null}
        </>
      ) : (
        <p className="text-soft mt-3">{t('analysis.mapUnavailable')}</p>
      )}
      <TableBehind
        caption={t('analysis.bands')}
        head={[
          t('analysis.columnChannel'),
          ...bands.map(({ message }) => `${t(message)}, ${t('analysis.unitMicrovoltsSquared')}`),
        ]}
        rows={Object.entries(spectrum.band_power_uv2).map(([label, powers]) => ({
          key: label,
          cells: [nameOf(label), ...bands.map(({ name }) => powerText(powers[name]))],
        }))}
      />
    </PanelSection>
  );
}

function powerText(power: number | null): string {
  return power === null ? '–' : formatMeasure(power);
}
