import { formatMeasure, formatPercent } from '@/lib/messages/format';
import { t, type MessageKey } from '@/lib/messages/t';

const names: Partial<Record<string, MessageKey & `analysis.metric${string}`>> = {
  standard_deviation_uv: 'analysis.metricDeviation',
  standard_deviation_z: 'analysis.metricDeviationScore',
  high_frequency_uv: 'analysis.metricHighFrequency',
  high_frequency_z: 'analysis.metricHighFrequencyScore',
  flat_fraction: 'analysis.metricFlat',
  saturated_fraction: 'analysis.metricSaturated',
  line_noise_uv: 'analysis.metricLineNoise',
  line_noise_ratio: 'analysis.metricLineNoiseRatio',
  highest_correlation: 'analysis.metricCorrelation',
  uncorrelated_fraction: 'analysis.metricUncorrelated',
  bridged_fraction: 'analysis.metricBridged',
  electrical_distance_uv2: 'analysis.metricDistance',
};

/** The measures that decide about each reason. */
const decisive: Partial<Record<string, readonly string[]>> = {
  flat: ['flat_fraction', 'standard_deviation_uv'],
  noisy: ['standard_deviation_uv', 'high_frequency_uv'],
  uncorrelated: ['highest_correlation', 'uncorrelated_fraction'],
  line_noise: ['line_noise_uv', 'line_noise_ratio'],
  saturated: ['saturated_fraction'],
  bridged: ['bridged_fraction', 'electrical_distance_uv2'],
};

const units: readonly (readonly [ending: string, unit: string])[] = [
  ['_uv2', 'µV²'],
  ['_uv', 'µV'],
  ['_hz', 'Hz'],
  ['_seconds', 's'],
];

export function metricName(key: string): string {
  const message = names[key];
  return message ? t(message) : key.replaceAll('_', ' ');
}

/** The value with the unit that its key ends in. */
export function metricValue(key: string, value: number): string {
  if (key.endsWith('_fraction')) return formatPercent(value);
  const unit = units.find(([ending]) => key.endsWith(ending))?.[1];
  return unit ? `${formatMeasure(value)} ${unit}` : formatMeasure(value);
}

/** What speaks for these reasons, of what was measured; everything where a reason is new to this app. */
export function decisiveMetrics(
  reasons: readonly string[],
  metrics: Readonly<Record<string, number>>,
): string[] {
  const keys = new Set(reasons.flatMap((reason) => decisive[reason] ?? Object.keys(metrics)));
  return [...keys].filter((key) => metrics[key] !== undefined);
}
