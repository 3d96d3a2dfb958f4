using Halcyon.Recordings.Reports.Drawing;
using Halcyon.Signals.Reports;

namespace Halcyon.Recordings.Reports;

/// <summary>The sentences about quality that both renderers print, and those that say why something is not there.</summary>
internal static class QualityFacts
{
    /// <summary>What the grade means, or why there is none.</summary>
    public static string Grade(QualitySection quality) => quality.Grade is { } grade
        ? ReportWords.Grade(grade)
        : quality is { JudgedSeconds: { } seconds, Needs: { } needs } ? ReportWords.TooShortToGrade(seconds, needs.GradeSeconds)
        : ReportWords.NoGrade + ".";

    public static string Usable(QualitySection quality) => quality.Channels.Any(channel => channel.Status is not null)
        && !quality.Channels.Any(channel => string.Equals(channel.Status, "good", StringComparison.Ordinal))
            ? ReportWords.NoneGood
            : ReportWords.Usable(quality.UsableFraction);

    /// <summary>What was found at the mains frequencies; where nothing was, what was looked at and what could not be.</summary>
    public static string Mains(QualitySection quality)
    {
        if (quality.Mains.Count == 0)
            return quality.LineFrequencyHz is { } hertz ? $"Mains frequency {Hertz(hertz)}." : "No strong mains interference was found.";
        var found = quality.Mains.Where(reading => reading.Level is "weak" or "strong").Select(reading =>
            $"{ReportWords.Spoken(reading.Level!)} mains interference at {Hertz(reading.FrequencyHz)}: in {reading.ChannelsWithPeak} of "
            + $"{ReportNumbers.Count(reading.ChannelsJudged, "channel", "channels")}, median {Microvolts(reading.AmplitudeMicrovolts)}, "
            + $"highest {Microvolts(reading.HighestMicrovolts)} ({PlainText.Clean(reading.HighestChannel ?? ReportNumbers.None)}).").ToList();
        if (found.Count > 0)
            return string.Join(" ", found);
        var none = quality.Mains.Where(reading => reading.Level is not null).Select(reading =>
            $"No mains interference at {Hertz(reading.FrequencyHz)} (median {Microvolts(reading.AmplitudeMicrovolts)}).");
        var unseen = quality.Mains.Where(reading => reading.Level is null).GroupBy(reading => reading.Reason, StringComparer.Ordinal).Select(group =>
            $"Mains at {string.Join(" or ", group.Select(reading => Hertz(reading.FrequencyHz)))} cannot be judged: "
            + $"the {(group.Key == ReportReasons.TooShort ? "recording is too short" : "sampling rate is too low")}.");
        return string.Join(" ", none.Concat(unseen));
    }

    /// <summary>How many channels were judged, of which kind, and how many are bad: "19 EEG channels judged, 1 bad".</summary>
    public static string Verdicts(ReportView view)
    {
        var quality = view.Report.Quality!;
        var kinds = view.Report.Recording.Channels.ToDictionary(channel => channel.Label, channel => channel.Kind, StringComparer.Ordinal);
        var judged = quality.Channels.Where(channel => channel.Status is not null).ToList();
        if (judged.Count == 0)
            return quality.Needs is { } needs
                ? $"No channel is judged: a verdict takes {ReportNumbers.Duration(needs.ChannelSeconds)}"
                : $"No channel is judged: {ReportWords.TooShort}";
        int eeg = judged.Count(channel => string.Equals(kinds.GetValueOrDefault(channel.Label), "eeg", StringComparison.Ordinal));
        string others = judged.Count > eeg ? $" and {judged.Count - eeg} other" : "";
        string of = $"{ReportNumbers.Fixed(eeg, 0)} EEG{others} {(judged.Count == 1 ? "channel" : "channels")} judged";
        return $"{of}, {(view.BadChannels.Count == 0 ? "none" : ReportNumbers.Fixed(view.BadChannels.Count, 0))} bad";
    }

    /// <summary>Null when every EEG channel could be compared with others.</summary>
    public static string? NotCompared(ReportView view)
    {
        int alone = view.Report.Quality!.Channels.Count(channel => channel.Status is not null && channel.Unchecked.Contains("uncorrelated", StringComparer.Ordinal));
        return alone == 0 ? null
            : $"{ReportNumbers.Count(alone, "EEG channel was", "EEG channels were")} not compared with neighbors: that takes eight electrodes of one reference.";
    }

    public static string NoArtifactSearch(QualitySection quality) => quality.Needs is { } needs
        ? $"Artifacts were not looked for: that takes {ReportNumbers.Duration(needs.ChannelSeconds)} of EEG."
        : $"Artifacts were not looked for: {ReportWords.TooShort}.";

    /// <summary>Why a section is not there.</summary>
    public static string WhyNot(ReportView view, string section)
    {
        bool isQuality = section == "quality";
        return view.Report.Omitted.GetValueOrDefault(section) switch
        {
            ReportReasons.NoSignals => ReportWords.NotesOnly,
            ReportReasons.TooShort => isQuality ? ReportWords.NoWholeSecond : ReportWords.NoWindow,
            ReportReasons.EegNotMeasurable => ReportWords.NotMeasurable,
            _ => !view.HasEeg ? ReportWords.NoEeg : isQuality ? ReportWords.NoQuality : ReportWords.NoSpectrum,
        };
    }

    private static string Hertz(int hertz) => $"{hertz}{ReportNumbers.NoBreak}Hz";

    private static string Microvolts(double? value) => $"{ReportNumbers.Significant(value ?? double.NaN)}{ReportNumbers.NoBreak}µV";
}
