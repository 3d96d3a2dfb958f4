import { useId } from 'react';
import { t } from '@/lib/messages/autism';
import { NoteField } from './NoteField';
import { PlaceChoice } from './AroundChoices';

export const channels = ['sound', 'light', 'touch', 'smell', 'movement', 'people', 'temperature'] as const;
export type Channel = (typeof channels)[number];

export interface SensoryDetail {
  channels: Partial<Record<Channel, number>>;
  place: string | null;
  note: string;
}

export const noSensoryDetail: SensoryDetail = { channels: {}, place: null, note: '' };

interface Props {
  detail: SensoryDetail;
  onChange: (detail: SensoryDetail) => void;
}

export function SensoryDetails({ detail, onChange }: Props) {
  return (
    <>
      <fieldset>
        <legend className="text-base font-medium">{t('sensory.channels')}</legend>
        <p className="text-soft">{t('sensory.channelsHint')}</p>
        <div className="mt-2 grid gap-x-8 sm:grid-cols-2">
          {channels.map((channel) => (
            <ChannelRange
              key={channel}
              channel={channel}
              value={detail.channels[channel] ?? null}
              onChange={(value) =>
                onChange({ ...detail, channels: { ...detail.channels, [channel]: value } })
              }
            />
          ))}
        </div>
      </fieldset>
      <PlaceChoice value={detail.place} onChange={(place) => onChange({ ...detail, place })} />
      <NoteField value={detail.note} onChange={(note) => onChange({ ...detail, note })} />
    </>
  );
}

interface RangeProps {
  channel: Channel;
  value: number | null;
  onChange: (value: number) => void;
}

function ChannelRange({ channel, value, onChange }: RangeProps) {
  const id = useId();
  return (
    <div className="flex min-h-12 items-center gap-3">
      <label htmlFor={id} className="w-26 shrink-0 text-base">
        {t(`sensory.${channel}`)}
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={10}
        step={1}
        value={value ?? 0}
        aria-valuetext={value === null ? t('sensory.notSaid') : t('log.value', { value })}
        onChange={(event) => onChange(Number(event.target.value))}
        className="accent-accent h-11 min-w-0 flex-1 cursor-pointer"
      />
      <span aria-hidden className="numeric text-soft w-6 shrink-0 text-right">
        {value ?? '–'}
      </span>
    </div>
  );
}
