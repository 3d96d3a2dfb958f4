import type { ReactNode } from 'react';
import { BodyReading } from '@/features/checkins/components/BodyReading';
import { ScaleMark, type ScaleKind } from '@/features/checkins/components/ScaleMark';
import type { CheckIn } from '@/features/checkins/model/checkIn';
import { formatNumber, formatPercent } from '@/lib/messages/format';
import { t } from '@/lib/messages/history';
import { isReadingShown } from '../model/reading';
import { companyName, emotionName, placeName } from '../model/words';
import { VoicePlayback } from './VoicePlayback';

/** Only what was said; nothing stands for what was not. */
export function CheckInFacts({ checkIn }: { checkIn: CheckIn }) {
  const { body_scan: body, journal_text: words, custom_ratings: factors } = checkIn;
  return (
    <>
      <ul className="mt-6 grid grid-cols-2 gap-4 sm:max-w-md">
        <Large kind="mood" name={t('history.mood')} value={checkIn.mood_score} />
        <Large kind="energy" name={t('history.energy')} value={checkIn.energy_level} />
      </ul>
      {checkIn.emotion_tags.length > 0 ? (
        <Part title={t('history.feelings')}>
          <ul className="flex flex-wrap gap-2">
            {checkIn.emotion_tags.map((word) => (
              <li
                key={word}
                className="bg-sunken border-line rounded-full border px-3.5 py-1.5 text-base [overflow-wrap:anywhere]"
              >
                {emotionName(word)}
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
      {words ? (
        <Part title={t('history.journal')}>
          <p className="max-w-[64ch] font-serif text-[1.125rem] leading-relaxed whitespace-pre-line [overflow-wrap:anywhere]">
            {words}
          </p>
          <WhatWasRead checkIn={checkIn} />
        </Part>
      ) : null}
      {checkIn.has_voice_note ? (
        <Part title={t('history.voiceTitle')}>
          <VoicePlayback checkInId={checkIn.id} />
        </Part>
      ) : null}
      <Levels checkIn={checkIn} />
      {factors.length > 0 ? (
        <Part title={t('history.ownFactors')}>
          <dl className="max-w-md">
            {factors.map(({ name, rating }) => (
              <Line key={name} name={name} value={t('history.ofFive', { value: rating })} />
            ))}
          </dl>
        </Part>
      ) : null}
      {body && Object.keys(body).length > 0 ? (
        <Part title={t('history.body')}>
          <BodyReading tensions={body} label={t('history.bodyFigure')} />
        </Part>
      ) : null}
    </>
  );
}

function Large({ kind, name, value }: { kind: ScaleKind; name: string; value: number }) {
  return (
    <li className="border-line bg-raised flex flex-wrap items-center gap-x-3 rounded-lg border p-3.5">
      <ScaleMark kind={kind} value={value} className="size-12 shrink-0" />
      <span className="min-w-0">
        <span className="text-soft block text-sm">{name}</span>{' '}
        <span className="numeric block text-base font-semibold">{t('history.ofTen', { value })}</span>
      </span>
    </li>
  );
}

function Levels({ checkIn }: { checkIn: CheckIn }) {
  const ofTen = [
    ['more.anxiety', checkIn.anxiety_level],
    ['more.stress', checkIn.stress_level],
    ['more.sensory', checkIn.sensory_load],
    ['more.executive', checkIn.executive_function],
    ['more.masking', checkIn.masking_level],
  ] as const;
  const lines: [name: string, value: string][] = ofTen.flatMap(([name, value]) =>
    value === null ? [] : [[t(name), t('history.ofTen', { value })] as [string, string]],
  );
  if (checkIn.sleep_hours !== null)
    lines.push([t('history.sleep'), t('history.hours', { value: formatNumber(checkIn.sleep_hours, 1) })]);
  if (checkIn.location !== null) lines.push([t('more.location'), placeName(checkIn.location)]);
  if (checkIn.social !== null) lines.push([t('more.social'), companyName(checkIn.social)]);
  if (checkIn.activity !== null) lines.push([t('more.activity'), checkIn.activity]);
  if (lines.length === 0) return null;
  return (
    <Part title={t('history.levels')}>
      <dl className="max-w-md">
        {lines.map(([name, value]) => (
          <Line key={name} name={name} value={value} />
        ))}
      </dl>
    </Part>
  );
}

function Line({ name, value }: { name: string; value: string }) {
  return (
    <div className="border-line flex flex-wrap justify-between gap-x-6 border-b py-2 last:border-b-0">
      <dt className="text-soft min-w-0 text-base [overflow-wrap:anywhere]">{name}</dt>
      <dd className="numeric text-base font-medium [overflow-wrap:anywhere]">{value}</dd>
    </div>
  );
}

/** What the analysis made of the words, with how sure it is and how it came about. */
function WhatWasRead({ checkIn }: { checkIn: CheckIn }) {
  const { ai_emotion_primary: emotion, ai_confidence_score: sureness, journal_sentiment: tone } = checkIn;
  if (!isReadingShown(checkIn)) return null;
  const toneName = tone === null ? null : tone > 0.2 ? 'Pleasant' : tone < -0.2 ? 'Unpleasant' : 'Neutral';
  return (
    <details className="mt-3">
      <summary className="text-soft inline-flex min-h-11 cursor-pointer items-center underline underline-offset-4">
        {t('history.read')}
      </summary>
      <p className="max-w-[60ch] text-base">
        {emotion === null || sureness === null
          ? t('history.readNothing')
          : t('history.readEmotion', {
              emotion: emotionName(emotion).toLocaleLowerCase(),
              percent: formatPercent(sureness),
            })}{' '}
        {toneName === null ? null : t('history.readTone', { tone: t(`history.tone${toneName}`) })}
      </p>
      <p className="text-soft mt-1 max-w-[60ch]">{t('history.readHow')}</p>
    </details>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-8">
      <h2 className="mb-2 text-base font-semibold">{title}</h2>
      {children}
    </section>
  );
}
