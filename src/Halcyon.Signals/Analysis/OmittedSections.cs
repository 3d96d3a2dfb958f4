using Halcyon.Signals.Recordings;
using Halcyon.Signals.Reports;

namespace Halcyon.Signals.Analysis;

/// <summary>Says of each section that a report does not have why it is not there.</summary>
internal static class OmittedSections
{
    public static IReadOnlyDictionary<string, string> Of(RecordingInfo info, AnalysisSections asked, RecordingReport report)
    {
        var omitted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        void Add(string name, AnalysisSections section, bool isThere, string reason)
        {
            if (!isThere)
                omitted[name] = asked.HasFlag(section) ? reason : ReportReasons.NotAsked;
        }

        var reason = Reason(info);
        Add("quality", AnalysisSections.Quality, report.Quality is not null, reason);
        Add("spectrum", AnalysisSections.Spectrum, report.Spectrum is not null, reason);
        Add("events", AnalysisSections.Events, report.Events is not null, ReportReasons.NotAvailable);
        Add("sleep", AnalysisSections.Sleep, report.Sleep is not null, ReportReasons.NotAvailable);
        Add("triage", AnalysisSections.Triage, report.Triage is not null, ReportReasons.NotAvailable);
        return omitted;
    }

    /// <summary>What keeps a recording from having a section about its EEG.</summary>
    private static string Reason(RecordingInfo info)
    {
        if (info.Channels.Count == 0)
            return ReportReasons.NoSignals;
        var eeg = info.Channels.Where(c => c.Kind == ChannelKind.Eeg).ToList();
        if (eeg.Count == 0)
            return ReportReasons.NoEeg;
        return eeg.Exists(ChannelGroup.IsWaveform) ? ReportReasons.TooShort : ReportReasons.EegNotMeasurable;
    }
}
