using Halcyon.Signals.Quality;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Reports;
using Halcyon.Signals.Spectra;

namespace Halcyon.Signals.Analysis;

/// <summary>Puts what was gathered into the sections of the report.</summary>
internal static class RecordingSections
{
    /// <param name="leftOut">Channels of which too little is there to judge anything but that.</param>
    /// <returns>Null when no whole second of EEG was there to judge.</returns>
    public static QualitySection? Quality(
        IReadOnlyList<GroupQuality> groups, IReadOnlyList<(ChannelInfo Channel, double MissingFraction)> leftOut, IReadOnlyList<MainsReading> mains, int? givenLineHz)
    {
        var missing = leftOut.Select(l => (First: l.Channel, Second: new ChannelQuality(
            l.Channel.Label, "bad", ["missing"], new SortedDictionary<string, double>(StringComparer.Ordinal) { ["missing_fraction"] = Math.Round(l.MissingFraction, 4) }))).ToList();
        groups = [.. groups.Where(g => g.JudgedSeconds > 0)];
        var eeg = groups.SelectMany(g => g.Group.Channels.Zip(g.Channels)).Where(c => c.First.Kind == ChannelKind.Eeg).ToList();
        if (eeg.Count == 0)
            return null;
        var withArtifacts = groups.Where(g => g.Artifacts is not null && RecordingAnalysis.HasEeg(g.Group)).ToList();
        var seconds = groups.Where(g => RecordingAnalysis.HasEeg(g.Group)).Max(g => g.JudgedSeconds);
        var isGraded = seconds >= QualityNeeds.GradeSeconds;
        double? usable = withArtifacts.Count == 0 ? null : UsableFraction(withArtifacts);
        return new QualitySection
        {
            Grade = isGraded && usable is { } fraction ? QualityGrade.Of(BadFraction([.. eeg.Select(c => c.Second), .. missing.Where(c => c.First.Kind == ChannelKind.Eeg).Select(c => c.Second)]), fraction) : null,
            Reason = isGraded ? null : ReportReasons.TooShort,
            UsableFraction = usable is { } share ? Math.Round(share, 4) : null,
            JudgedSeconds = seconds,
            Needs = new JudgedLengths(QualityNeeds.ChannelSeconds, QualityNeeds.GradeSeconds),
            LineFrequencyHz = givenLineHz ?? MainsLevels.Found(mains),
            Mains = mains,
            Channels = [.. groups.SelectMany(g => g.Group.Channels.Zip(g.Channels)).Concat(missing).OrderBy(c => c.First.Index).Select(c => c.Second)],
            Artifacts = withArtifacts.Count == 0 ? null
                : [.. groups.SelectMany(g => g.Artifacts ?? []).OrderBy(a => a.OnsetSeconds).ThenBy(a => a.Kind, StringComparer.Ordinal)],
        };
    }

    private static double UsableFraction(List<GroupQuality> groups)
    {
        var all = groups.Sum(g => g.AllSeconds);
        return all == 0 ? 0 : (double)groups.Sum(g => g.CleanSeconds) / all;
    }

    /// <summary>Of the channels with a verdict; those without one speak neither for nor against the recording.</summary>
    private static double BadFraction(IEnumerable<ChannelQuality> eeg)
    {
        var judged = eeg.Where(c => c.Status is not null).ToList();
        return (double)judged.Count(c => c.Status == "bad") / judged.Count;
    }

    /// <summary>
    /// Densities share one frequency axis, that of the fastest rate with EEG. A slower channel's density ends earlier on
    /// it; one whose bins lie elsewhere (a rate of which 4 s is no whole number of samples) has only band powers.
    /// </summary>
    /// <returns>Null when no stretch of EEG is as long as a window.</returns>
    public static SpectrumSection? Spectrum(
        IReadOnlyList<ChannelGroup> groups, IReadOnlyList<WelchBank> banks, AnalysisReference reference)
    {
        var measured = groups.Zip(banks).Where(g => g.Second.SegmentCount > 0).ToList();
        if (measured.Count == 0)
            return null;
        var axis = measured[0].Second.Plan;
        var densities = new Dictionary<string, double[]>(StringComparer.Ordinal);
        var powers = new Dictionary<string, BandPowers>(StringComparer.Ordinal);
        var peaks = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (channel, bank, at) in InFileOrder(measured))
        {
            var label = channel.Label;
            var density = bank.Density(at);
            powers[label] = FrequencyBands.Powers(density, bank.Plan.BinWidthHz);
            if (Math.Abs(bank.Plan.BinWidthHz - axis.BinWidthHz) < 1e-9)
                densities[label] = density;
            if (AlphaPeak.Find(density, bank.Plan.BinWidthHz, bank.SegmentCount) is { } peak)
                peaks[label] = Math.Round(peak, 3);
        }

        return new SpectrumSection
        {
            WindowSeconds = axis.SegmentLength / axis.SamplingRateHz,
            Overlap = 0.5,
            Reference = reference.ToString(),
            NotReferenced = [.. measured.SelectMany(g => g.Second.NotReferenced)],
            FrequenciesHz = [.. Enumerable.Range(0, axis.BinCount).Select(axis.FrequencyHz)],
            DensityMicrovoltsSquaredPerHz = densities,
            BandPowerMicrovoltsSquared = powers,
            AlphaPeakHz = peaks,
        };
    }

    private static IEnumerable<(ChannelInfo Channel, WelchBank Bank, int At)> InFileOrder(
        List<(ChannelGroup First, WelchBank Second)> measured) =>
        measured.SelectMany(g => g.Second.Places.Select((place, at) => (Channel: g.First.Channels[place], Bank: g.Second, At: at)))
            .OrderBy(c => c.Channel.Index);
}
