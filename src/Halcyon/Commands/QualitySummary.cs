using System.Globalization;
using Halcyon.Signals.Reports;

namespace Halcyon.Commands;

/// <summary>The lines about quality: the grade or why there is none, the mains, the channels by kind, the artifacts.</summary>
internal static class QualitySummary
{
    public static void Print(QualitySection quality, RecordingSection recording)
    {
        Line("Quality", Grade(quality, [.. Eeg(quality, recording)]));
        Line("Mains", Mains(quality.Mains, recording));
        PrintChannels(quality, recording);
        Line("Artifacts", Artifacts(quality, recording));
    }

    private static string Grade(QualitySection quality, List<ChannelQuality> eeg)
    {
        var good = eeg.Count(c => c.Status == "good");
        var usable = quality.UsableFraction is not { } fraction ? null
            : good == 0 ? $"none of {eeg.Count} EEG channels is good"
            : $"{good} of {eeg.Count} EEG channels good, {Percent(fraction)} of their time usable (without artifacts; blinks do not count)";
        if (quality.Grade is { } grade)
            return $"grade {grade}: {usable}";
        var why = string.Create(CultureInfo.InvariantCulture,
            $"no grade: {quality.JudgedSeconds:0.#} s of EEG is too short to judge, a grade takes {quality.Needs?.GradeSeconds} s");
        return usable is null ? why : $"{why}; {usable}";
    }

    /// <summary>The clearest finding first; with none, what was looked at and what could not be.</summary>
    private static string Mains(IReadOnlyList<MainsReading> readings, RecordingSection recording)
    {
        var found = readings.Where(r => r.Level is "weak" or "strong").ToList();
        if (found.Count > 0)
            return string.Join("; ", found.Select(r => string.Create(CultureInfo.InvariantCulture,
                $"{r.Level} at {r.FrequencyHz} Hz: {r.ChannelsWithPeak} of {r.ChannelsJudged} channels, median {r.AmplitudeMicrovolts:0.0#} µV, highest {r.HighestMicrovolts:0.0#} µV ({r.HighestChannel})")));
        var highestRate = recording.Channels.Where(c => c.Kind == "eeg").Select(c => c.SamplingRateHz).DefaultIfEmpty().Max();
        var unseen = readings.Where(r => r.Level is null).GroupBy(r => r.Reason, StringComparer.Ordinal).Select(g => string.Create(CultureInfo.InvariantCulture,
            $"cannot be judged at {string.Join(" or ", g.Select(r => r.FrequencyHz))} Hz: {(g.Key == ReportReasons.TooShort ? "too short" : $"EEG sampled at {highestRate:0.##} Hz does not reach beyond it")}"));
        var none = readings.Where(r => r.Level == "none")
            .Select(r => string.Create(CultureInfo.InvariantCulture, $"none at {r.FrequencyHz} Hz (median {r.AmplitudeMicrovolts:0.0#} µV)"));
        return string.Join("; ", none.Concat(unseen));
    }

    private static void PrintChannels(QualitySection quality, RecordingSection recording)
    {
        var kinds = recording.Channels.ToDictionary(c => c.Label, c => c.Kind, StringComparer.Ordinal);
        var eeg = Eeg(quality, recording).ToList();
        var others = quality.Channels.Except(eeg).ToList();
        Line("Channels", $"{eeg.Count} EEG {Verdicts(eeg, quality)}{NotCompared(eeg)}");
        if (others.Count > 0)
            Line("", $"{Kinds(others.Select(c => kinds.GetValueOrDefault(c.Label, "other")))}, looked at for flat and clipped only: {Verdicts(others, quality)}");
        var judged = quality.Channels.Select(c => c.Label).ToHashSet(StringComparer.Ordinal);
        var rest = recording.Channels.Where(c => !judged.Contains(c.Label)).ToList();
        if (rest.Count > 0)
            Line("", $"{Kinds(rest.Select(c => c.Kind))}, not judged: no voltage, or too slow for a waveform");
    }

    private static IEnumerable<ChannelQuality> Eeg(QualitySection quality, RecordingSection recording)
    {
        var labels = recording.Channels.Where(c => c.Kind == "eeg").Select(c => c.Label).ToHashSet(StringComparer.Ordinal);
        return quality.Channels.Where(c => labels.Contains(c.Label));
    }

    private static string Verdicts(List<ChannelQuality> channels, QualitySection quality)
    {
        var judged = channels.Count(c => c.Status is not null);
        var bad = channels.Where(c => c.Status == "bad").ToList();
        if (judged == 0)
            return string.Create(CultureInfo.InvariantCulture, $"not judged: too short, a verdict takes {quality.Needs?.ChannelSeconds} s");
        var some = judged < channels.Count ? $", {channels.Count - judged} too short to judge" : "";
        return bad.Count == 0
            ? $"judged, all {(judged < channels.Count ? "others " : "")}good{some}"
            : $"judged, {judged - bad.Count} good, {bad.Count} bad: {string.Join("; ", bad.Select(c => $"{c.Label} ({Reasons(c)})"))}{some}";
    }

    private static string NotCompared(List<ChannelQuality> eeg)
    {
        var alone = eeg.Count(c => c.Status is not null && c.Unchecked.Contains("uncorrelated"));
        return alone == 0 ? ""
            : alone == eeg.Count ? "; not compared with neighbours, which takes 8 electrodes of one reference"
            : $"; {alone} of them not compared with neighbours";
    }

    private static string Kinds(IEnumerable<string> kinds) => string.Join(", ", kinds.GroupBy(k => k, StringComparer.Ordinal)
        .Select(g => $"{g.Count()} {(g.Key is "resp" or "other" ? g.Key : g.Key.ToUpperInvariant())}"));

    private static string Artifacts(QualitySection quality, RecordingSection recording) => quality.Artifacts switch
    {
        null => string.Create(CultureInfo.InvariantCulture, $"not looked for: too short, that takes {quality.Needs?.ChannelSeconds} s"),
        { Count: 0 } => "none found",
        var artifacts => string.Join(", ", artifacts.GroupBy(a => a.Kind).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => string.Create(CultureInfo.InvariantCulture,
                $"{g.Key.Replace('_', ' ')} {g.Count()} ({g.Sum(a => Math.Min(a.DurationSeconds, recording.DurationSeconds)):0} s)"))),
    };

    private static string Reasons(ChannelQuality channel) => string.Join(", ", channel.Reasons.Select(r => r.Replace('_', ' ')));

    /// <summary>A part just short of the whole never reads as all of it.</summary>
    private static string Percent(double share) => share is >= 0.995 and < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(share * 1000) / 10:0.0} %")
        : string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %");

    private static void Line(string name, string text) => Console.Out.WriteLine($"  {name,-9}  {text}");
}
