using Halcyon.Signals.Analysis;
using Halcyon.Signals.Cleaning;
using Halcyon.Signals.Cleaning.BadChannels;
using Halcyon.Signals.Cleaning.Components;
using Halcyon.Signals.Cleaning.Denoising;
using Halcyon.Signals.Cleaning.Recipes;
using Halcyon.Signals.Cleaning.Subspace;
using Halcyon.Signals.Conversion;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.References;
using Halcyon.Signals.Synthetic;
using Xunit;

namespace Halcyon.Signals.Tests.Cleaning;

/// <summary>Recordings with gaps and with samples that are no numbers: every stretch is cleaned by itself, and nothing is put where nothing was.</summary>
public sealed class CleaningGapsTests
{
    private const double RateHz = 256;
    private const int Gap = 40 * 256;
    private const int FirstLost = 55 * 256;
    private const int EndLost = FirstLost + 300;

    // A whole second and not; T8 has lost its contact.
    private static readonly double[][] Samples = [.. SyntheticRecording.Generate(new SyntheticRecordingOptions
    {
        DurationSeconds = 90, Seed = 3, BadElectrode = "T8", BlinkPeakSeconds = [4, 8.5, 13, 17.2, 22, 27, 31.5, 36, 45, 50, 65, 71, 76, 82],
    }).Samples];

    [Fact]
    public void Read_GapAndLoss_KeepsWhereTheyAre()
    {
        var signals = EegSignals.Read(Recording());
        Assert.Equal([new SignalPiece(0, Gap, 0), new SignalPiece(Gap, Samples[0].Length - Gap, 52.5)], signals.Pieces);
        Assert.Equal([new SampleRange(0, Gap), new SampleRange(Gap, FirstLost - Gap), new SampleRange(EndLost, Samples[0].Length - EndLost)], signals.Stretches);
        Assert.Equal(Samples[0].Length - 300, signals.MeasuredCount);
        AssertMissing(signals, 1);
    }

    /// <summary>Every step that works on samples, and every one that learns from them.</summary>
    [Fact]
    public void Steps_OfEveryKind_LeaveNumbersWhereThereWereNumbersAndNothingElsewhere()
    {
        var raw = EegSignals.Read(Recording());
        var cleaner = new EegCleaner(raw);
        Assert.Equal(["T8"], cleaner.FindBadChannels(new BadChannelOptions(), TestContext.Current.CancellationToken).Found.Select(b => b.Label));
        cleaner.Filter(1, 100);
        cleaner.Notch(50);
        Assert.NotEmpty(cleaner.RemoveComponents(new ComponentOptions { Count = 8 }, [ComponentKind.Blink]).Removed);
        cleaner.RegressEyes();
        cleaner.Reconstruct(new SubspaceOptions());
        cleaner.Denoise(new WaveletOptions { NoiseMicrovolts = 1 });
        cleaner.Denoise(new KalmanOptions { NoiseMicrovolts = 1 });
        cleaner.Interpolate();
        cleaner.ReferenceToAverage();
        AssertMissing(cleaner.Result.Signals, 1);
        cleaner.Resample(128);
        AssertMissing(cleaner.Result.Signals, 2);
        cleaner.SurfaceLaplacian();
        AssertMissing(cleaner.Result.Signals, 2);

        using var saved = new MemoryStream();
        cleaner.Recipe.Save(saved);
        saved.Position = 0;
        var replayed = CleaningRecipe.Load(saved).Replay(EegSignals.Read(Recording()));
        foreach (var channel in replayed.Signals.Channels)
            Assert.Equal(cleaner.Result.Signals[channel.Index].ToArray(), replayed.Signals[channel.Index].ToArray());
        Assert.Equal(cleaner.Result.Rejected, replayed.Rejected);
        Assert.Contains("another recording", Assert.Throws<CleaningRecipeException>(
            () => cleaner.Recipe.Replay(EegSignals.Read(Recording(secondOnsetSeconds: 53)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Filter_EveryStretch_IsFilteredAsIfItWereAlone()
    {
        var raw = EegSignals.Read(Recording());
        var cleaner = new EegCleaner(raw);
        cleaner.Filter(0.5, 40);
        var filter = FirDesign.BandPass(0.5, 40, RateHz);
        foreach (var stretch in raw.Stretches)
        {
            var alone = raw[4].Slice((int)stretch.First, (int)stretch.Count).ToArray();
            var expected = new double[alone.Length];
            filter.Apply(alone, expected, new FirWorkspace(filter));
            Assert.Equal(expected, cleaner.Result.Signals[4].Slice((int)stretch.First, (int)stretch.Count).ToArray());
        }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(499.9)]
    public void Resample_RejectedStretches_StayWhereTheyWereInTheirPieces(double toHz)
    {
        var cleaner = new EegCleaner(EegSignals.Read(Recording()));
        var before = cleaner.RejectSegments(["blink"], TestContext.Current.CancellationToken).Segments;
        cleaner.Resample(toHz);
        var (signals, after) = (cleaner.Result.Signals, cleaner.Result.Rejected);
        Assert.Contains(before, segment => segment.FirstSample > Gap);
        Assert.Equal([0, 52.5], signals.Pieces.Select(piece => piece.OnsetSeconds));
        Assert.Equal((long)Math.Ceiling(40 * toHz), signals.Pieces[1].First);
        for (var i = 0; i < before.Count; i++)
        {
            var (from, to) = before[i].FirstSample < Gap ? (0L, 0L) : (Gap, signals.Pieces[1].First);
            Assert.InRange(((before[i].FirstSample - from) / RateHz) - ((after[i].First - to) / toHz), -1e-9, 1 / toHz);
            Assert.InRange(((after[i].End - to) / toHz) - ((before[i].FirstSample + before[i].SampleCount - from) / RateHz), -1e-9, 1 / toHz);
        }
    }

    [Fact]
    public void Proposal_GapAndLoss_SaysWhatStaysEmpty()
    {
        var proposal = CleaningProposal.Make(EegSignals.Read(Recording()), new ProposalOptions(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(
            ["1.172 s hold no numbers in some channel; they stay empty in all.", "The recording is in 2 pieces; each is cleaned by itself."],
            proposal.Findings.Where(finding => finding.Kind == "missing").Select(finding => finding.Text));
        Assert.Equal(["bad_channels", "filter", "notch", "interpolation", "average_reference"], proposal.Recipe.Steps.Select(step => step.StepKind));
    }

    [Fact]
    public void Montage_Derived_StaysMissingWhereItsElectrodesAre()
    {
        var cleaner = new EegCleaner(EegSignals.Read(Recording()));
        cleaner.Derive(Montage.Longitudinal);
        AssertMissing(cleaner.Result.Signals, 1);
    }

    [Fact]
    public void Read_ScrapBetweenTwoLosses_IsNotCleanedAlone()
    {
        var samples = Copy();
        samples[2][20 * 256] = double.NaN;
        samples[9][20 * 256 + 200] = double.PositiveInfinity;
        var signals = EegSignals.Read(MemoryRecording.Eeg(RateHz, Names, samples));
        Assert.Equal([new SampleRange(0, 20 * 256), new SampleRange(20 * 256 + 201, samples[0].Length - (20 * 256) - 201)], signals.Stretches);
        Assert.True(double.IsNaN(signals[5][20 * 256 + 100]));
    }

    [Fact]
    public void Read_ChannelMostlyMissing_IsLeftOutAndTakesNobodyWithIt()
    {
        var samples = Copy();
        samples[6].AsSpan(0, 50 * 256).Fill(double.NaN);
        var signals = EegSignals.Read(MemoryRecording.Eeg(RateHz, Names, samples));
        Assert.Equal(Names.Where((_, c) => c != 6), signals.Channels.Select(c => c.Label));
        Assert.Single(signals.Stretches);
        foreach (var channel in samples)
            channel.AsSpan(0, 50 * 256).Fill(double.NaN);
        Assert.Contains("More than half", Assert.Throws<AnalysisRefusedException>(() => EegSignals.Read(MemoryRecording.Eeg(RateHz, Names, samples))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cleaned_WrittenAsEdf_HasAGapWhereNothingWasMeasured()
    {
        var cleaner = new EegCleaner(EegSignals.Read(Recording()));
        cleaner.Filter(1, 40);
        cleaner.RejectSegments(["blink"], TestContext.Current.CancellationToken);
        using var cleaned = CleanedRecordingReader.Clean(Recording(), cleaner.Recipe, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([0, 52.5, 52.5 + ((EndLost - Gap) / RateHz)], cleaned.Info.Segments.Select(s => s.OnsetSeconds));
        Assert.Contains(cleaned.Info.Warnings, warning => warning.Contains("1.172 s", StringComparison.Ordinal));
        // A blink at 65 s of samples lies 12.5 s later on the clock.
        Assert.Contains(cleaned.Info.Annotations, note => note.Text == "BAD_blink" && Math.Abs(note.OnsetSeconds + (note.DurationSeconds / 2) - 77.5) < 0.3);

        var path = Path.GetTempFileName();
        try
        {
            using (var file = File.Create(path))
                RecordingConverter.Convert(cleaned, new ConversionOptions { Format = ConversionFormat.Edf }, file, null, TestContext.Current.CancellationToken);
            using var written = RecordingFile.Open(path);
            Assert.Equal("EDF+D", written.Info.Format);
            var last = written.Info.Segments[^1];
            Assert.Equal(52.5 + ((EndLost - Gap) / RateHz), last.OnsetSeconds, 1e-6);
            var (expected, found) = (new double[100], new double[100]);
            cleaned.ReadSamples(5, EndLost, expected);
            written.ReadSamples(5, (long)Math.Round(last.StoredOffsetSeconds * RateHz), found);
            for (var i = 0; i < found.Length; i++)
                Assert.Equal(expected[i], found[i], 0.05);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Signals_PiecesThatCannotBe_AreRefused()
    {
        var channels = EegSignals.Read(Recording()).Channels.Take(1).ToList();
        foreach (var pieces in (SignalPiece[][])[[new(0, 50, 0)], [new(0, 50, 0), new(60, 40, 1)], [new(0, 50, 2), new(50, 50, 1)], [new(0, 100, double.NaN)]])
            Assert.Throws<ArgumentException>(() => new EegSignals(channels, RateHz, [new double[100]], pieces));
        Assert.Throws<ArgumentException>(() => new EegSignals(channels, RateHz, [[1, double.NegativeInfinity]]));
        Assert.Empty(new EegSignals(channels, RateHz, [[double.NaN, double.NaN]]).Stretches);
    }

    /// <param name="thinning">Samples before for each one now.</param>
    private static void AssertMissing(EegSignals signals, int thinning)
    {
        Assert.NotEmpty(signals.Channels);
        foreach (var channel in signals.Channels)
        {
            for (var i = 0; i < signals.SampleCount; i++)
                Assert.Equal(i * thinning is >= FirstLost and < EndLost, double.IsNaN(signals[channel.Index][i]));
        }
    }

    private static string[] Names => [.. new SyntheticRecordingOptions().Electrodes];

    private static double[][] Copy() => [.. Samples.Select(samples => samples.ToArray())];

    /// <summary>Forty seconds, a gap of 12.5 s, fifty seconds of which one channel lacks a little more than one; and an eye.</summary>
    private static MemoryRecording Recording(double secondOnsetSeconds = 52.5)
    {
        double[][] samples = [.. Copy(), [.. Samples[0].Select((value, i) => (0.8 * value) + (5 * Math.Sin(i / 90.0)))]];
        samples[3].AsSpan(FirstLost, EndLost - FirstLost).Fill(double.NaN);
        return new MemoryRecording(
            [.. Names.Select((name, i) => MemoryRecording.Channel(i, name, name, ChannelKind.Eeg, RateHz, samples[i].Length)),
                MemoryRecording.Channel(19, "EOG left", null, ChannelKind.Eog, RateHz, samples[19].Length)],
            samples, [new ContinuousSegment(0, 40, 0), new ContinuousSegment(secondOnsetSeconds, 50, 40)]);
    }
}
