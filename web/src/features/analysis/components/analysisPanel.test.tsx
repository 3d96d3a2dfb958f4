import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '@/features/recordings/model/recording';
import { analysis, analysisId, recording } from '../../../../tests/recordings';
import { accessibilityFaults } from '../../../../tests/renderApp';
import { problem, server } from '../../../../tests/server';
import type { MainsReading } from '../model/report';
import { openPanel, report } from '../testing/panel';

function mains(
  frequency_hz: number,
  level: MainsReading['level'],
  reason: MainsReading['reason'],
): MainsReading {
  return {
    frequency_hz,
    level,
    reason,
    channels_judged: level === null ? 0 : 64,
    channels_with_peak: 0,
    amplitude_uv: level === null ? null : 0.2,
    highest_uv: null,
    highest_channel: null,
  };
}

function events(...steps: Partial<Analysis>[]) {
  const text = steps.map((step) => `event: progress\ndata: ${JSON.stringify(analysis(step))}\n\n`).join('');
  return new HttpResponse(text, { headers: { 'Content-Type': 'text/event-stream' } });
}

describe('the result', () => {
  it('gives the grade its meaning and each bad channel its reason and measures', async () => {
    const { container, user, onHighlightChannel } = openPanel(recording({ latest_analysis: analysis() }));

    expect(await screen.findByText('Good. A little needs care.')).toBeInTheDocument();
    expect(screen.getByText(/^95% of the good channels’ time/)).toBeInTheDocument();
    expect(screen.getByText('Mains at 50 Hz')).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: '2 EEG channels judged: 1 bad' })).toBeInTheDocument();
    const bad = screen.getByRole('button', { name: /^T8/ });
    expect(bad).toHaveTextContent('noisy');
    expect(bad).toHaveTextContent('Standard deviation 93.1 µV · High-frequency amplitude 40 µV');
    await user.click(bad);
    expect(onHighlightChannel).toHaveBeenCalledWith('EEG T8-Ref');
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('says plainly that a recording is too short, and judges nothing', async () => {
    openPanel(recording({ latest_analysis: analysis() }), {
      ...report,
      quality: {
        ...report.quality!,
        grade: null,
        reason: 'too_short',
        usable_fraction: null,
        judged_seconds: 6,
        needs: { channel_seconds: 10, grade_seconds: 60 },
        line_frequency_hz: null,
        mains: [mains(50, null, 'too_short'), mains(60, null, 'too_short')],
        channels: report.quality!.channels.map((channel) => ({
          ...channel,
          status: null,
          reasons: ['too_short'],
        })),
        artifacts: null,
      },
    });

    expect(
      await screen.findByText('Too short to judge: 6 s of EEG, and a grade takes 1 min.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('img', { name: 'No grade' })).toBeInTheDocument();
    expect(screen.getByText('No channel is judged: a verdict takes 10 s.')).toBeInTheDocument();
    expect(screen.getByText('Mains at 50 or 60 Hz cannot be judged: too short')).toBeInTheDocument();
    expect(screen.getByText('Not looked for: the recording is too short.')).toBeInTheDocument();
    expect(screen.queryByText(/usable|Every channel|None found/)).not.toBeInTheDocument();
  });

  it('gives the mains their level and figures', async () => {
    openPanel(recording({ latest_analysis: analysis() }), {
      ...report,
      quality: {
        ...report.quality!,
        mains: [
          mains(50, 'none', null),
          {
            ...mains(60, 'weak', null),
            channels_with_peak: 56,
            amplitude_uv: 1.21,
            highest_uv: 2.2,
            highest_channel: 'EEG O1-Ref',
          },
        ],
      },
    });

    expect(
      await screen.findByText(
        'Weak mains interference at 60 Hz: 56 of 64 channels, median 1.21 µV, highest 2.2 µV (O1)',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByText(/50 Hz/)).not.toBeInTheDocument();
  });

  it('says of a file of notes that it is one', async () => {
    openPanel(recording({ latest_analysis: analysis() }), {
      ...report,
      quality: null,
      spectrum: null,
      omitted: { quality: 'no_signals', spectrum: 'no_signals' },
    });

    expect(await screen.findByText(/This file holds notes only/)).toBeInTheDocument();
  });

  it('jumps to an artifact from the table behind the timeline', async () => {
    const { user, onJumpTo } = openPanel(recording({ latest_analysis: analysis() }));
    const artifacts = (await screen.findByRole('heading', { name: 'Artifacts' })).closest('section')!;

    expect(artifacts).toHaveTextContent('1 blink');
    await user.click(within(artifacts).getByRole('button', { name: 'Show as table' }));
    await user.click(within(artifacts).getByRole('button', { name: 'Go to 1:02.5' }));

    expect(onJumpTo).toHaveBeenCalledWith(62.5);
  });

  it('has the numbers behind the spectrum and the band powers', async () => {
    const { user } = openPanel(recording({ latest_analysis: analysis() }));
    const bands = (await screen.findByRole('heading', { name: 'Band power' })).closest('section')!;
    const spectrum = screen.getByRole('heading', { name: 'Spectrum' }).closest('section')!;

    await user.click(within(bands).getByRole('button', { name: 'Show as table' }));
    await user.click(within(spectrum).getByRole('button', { name: 'Show as table' }));

    expect(within(bands).getByRole('row', { name: /^O1/ })).toHaveTextContent('64.3');
    // Its rate does not reach all of gamma.
    expect(within(bands).getByRole('row', { name: /^T8/ })).toHaveTextContent(/–$/);
    expect(spectrum).toHaveTextContent('Referred to the average of the good channels');
    // The median of the good channels is O1 alone: T8 is bad.
    expect(within(spectrum).getByRole('row', { name: /^10/ })).toHaveTextContent('30');
    expect(spectrum).toHaveTextContent('Alpha peak 10.2 Hz, median of 1 channel');
  });
});

describe('an analysis under way', () => {
  it('is followed to its end by events, then shows the result', async () => {
    const kept = recording({
      latest_analysis: analysis({ status: 'running', progress: 0.1, stage: 'reading' }),
    });
    server.use(
      http.get(`*/v1/analyses/${analysisId}/events`, () => {
        kept.latest_analysis = analysis();
        return events({ status: 'running', progress: 0.5, stage: 'quality' }, { status: 'completed' });
      }),
    );
    openPanel(kept);

    expect(await screen.findByText('Good. A little needs care.')).toBeInTheDocument();
  });

  it('is asked about where the event stream breaks', async () => {
    const kept = recording({
      latest_analysis: analysis({ status: 'running', progress: 0.1, stage: 'reading' }),
    });
    server.use(
      http.get(`*/v1/analyses/${analysisId}/events`, () => problem(502, 'bad-gateway', 'No.')),
      http.get(`*/v1/analyses/${analysisId}`, () => {
        kept.latest_analysis = analysis();
        return HttpResponse.json(kept.latest_analysis);
      }),
    );
    openPanel(kept);

    expect(await screen.findByText('Good. A little needs care.')).toBeInTheDocument();
  });

  it('can be cancelled, and started again', async () => {
    const kept = recording({
      latest_analysis: analysis({ status: 'running', progress: 0.1, stage: 'reading' }),
    });
    let asked: unknown;
    server.use(
      http.get(`*/v1/analyses/${analysisId}/events`, () => new Promise<never>(() => undefined)),
      http.delete(`*/v1/analyses/${analysisId}`, () => {
        kept.latest_analysis = analysis({ status: 'cancelled', summary: null });
        return new HttpResponse(null, { status: 204 });
      }),
      http.post('*/v1/recordings/:id/analyses', async ({ request }) => {
        asked = await request.json();
        kept.latest_analysis = analysis();
        return HttpResponse.json(kept.latest_analysis, { status: 202 });
      }),
    );
    const { user } = openPanel(kept);

    await user.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText(/The analysis was cancelled/)).toBeInTheDocument();
    await user.click(screen.getByRole('radio', { name: '60 Hz' }));
    await user.click(screen.getByRole('button', { name: 'Analyse again' }));

    expect(await screen.findByText('Good. A little needs care.')).toBeInTheDocument();
    expect(asked).toEqual({ only: null, line_frequency: '60', reference: 'none' });
  });

  it('that failed says why and can be started again', async () => {
    openPanel(
      recording({
        latest_analysis: analysis({
          status: 'failed',
          summary: null,
          error: { title: 'The file ends too early.', detail: 'Byte 1048576 is missing.' },
        }),
      }),
    );

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The file ends too early.Byte 1048576 is missing.',
    );
    expect(screen.getByRole('button', { name: 'Analyse again' })).toBeEnabled();
  });
});
