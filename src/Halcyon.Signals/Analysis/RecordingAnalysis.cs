using Halcyon.Signals.Quality;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Reports;

namespace Halcyon.Signals.Analysis;

/// <summary>Analyses a recording of any length in bounded memory.</summary>
/// <remarks>
/// One pass over the samples: blocks of half a minute of all channels of one sampling rate, worked on in parallel. An
/// average reference takes a second pass, because which channels are bad is known only after the first. Quality and
/// artifacts never change the spectra, which are of the signal as recorded but for a reference that was asked for.
/// </remarks>
public static class RecordingAnalysis
{
    /// <exception cref="AnalysisRefusedException">A reference channel is missing.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, within a block's time.</exception>
    public static RecordingReport Run(
        IRecordingReader reader, AnalysisOptions options, IProgress<AnalysisProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(options);
        var wantsSpectrum = options.Sections.HasFlag(AnalysisSections.Spectrum);
        var wantsQuality = options.Sections.HasFlag(AnalysisSections.Quality);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken };
        var all = ChannelGroup.Of(reader.Info);
        var parts = wantsSpectrum || wantsQuality ? MissingStretches.Find(reader, all, parallel) : new MeasuredParts(all, [], []);
        var groups = parts.Groups;
        var reference = ReferenceChoice.Resolve(reader.Info, groups, options.Reference);
        var report = new RecordingReport { Recording = RecordingSection.Of(reader.Info), Missing = parts.Missing };
        if ((wantsSpectrum || wantsQuality) && groups.Any(HasEeg))
        {
            var isAverage = options.Reference.Kind == ReferenceKind.Average;
            var pass = new AnalysisPass(reader, groups, parallel, progress, wantsSpectrum && isAverage ? 2 : 1);
            int? given = options.LineFrequency == LineFrequency.Auto ? null : (int)options.LineFrequency;
            var line = given ?? (wantsQuality ? LineFrequencyDetector.Detect(reader, groups, cancellationToken) : null);
            pass.Read(wantsQuality || isAverage ? reader.Info.Format : null, line, reference);
            progress?.Report(new AnalysisProgress(pass.Fraction, "quality"));
            var (mains, quality) = pass.FinishQuality(given);
            if (wantsSpectrum && isAverage)
                pass.Read(null, line, ReferenceChoice.Average(quality));
            progress?.Report(new AnalysisProgress(0.98, "spectrum"));
            report = report with
            {
                Quality = wantsQuality ? RecordingSections.Quality(quality, parts.LeftOut, mains, given) : null,
                Spectrum = wantsSpectrum ? RecordingSections.Spectrum(groups, pass.Spectra, options.Reference) : null,
            };
        }

        progress?.Report(new AnalysisProgress(1, "spectrum"));
        return report with { Omitted = OmittedSections.Of(reader.Info, options.Sections, report) };
    }

    internal static bool HasEeg(ChannelGroup group) => group.Channels.Any(c => c.Kind == ChannelKind.Eeg);
}

/// <summary>Reads every group once for each <see cref="Read"/> and keeps what was gathered.</summary>
internal sealed class AnalysisPass(
    IRecordingReader reader, IReadOnlyList<ChannelGroup> groups, ParallelOptions parallel, IProgress<AnalysisProgress>? progress, int passes)
{
    private const double ReadingShare = 0.95;

    private readonly double _allSamples = passes * groups.Sum(g => (double)g.SampleCount * g.Channels.Count);
    private readonly List<QualityBuilder> _builders = [];
    private double _done;

    public double Fraction => ReadingShare * Math.Min(1, _done / _allSamples);

    /// <summary>Densities of the EEG channels of each group, with the reference of the last pass.</summary>
    public IReadOnlyList<WelchBank> Spectra { get; private set; } = [];

    /// <param name="qualityFormat">The file's format when quality is to be judged, else null.</param>
    /// <param name="references">For each group what is taken away from its EEG channels; null for nothing.</param>
    public void Read(string? qualityFormat, int? line, IReadOnlyList<GroupReference?> references)
    {
        var banks = new List<WelchBank>();
        for (var g = 0; g < groups.Count; g++)
        {
            var group = groups[g];
            int[] eeg = [.. Enumerable.Range(0, group.Channels.Count).Where(i => group.Channels[i].Kind == ChannelKind.Eeg)];
            var bank = new WelchBank(group, eeg, references[g]);
            banks.Add(bank);
            var recorded = references[g] is null ? bank : new WelchBank(group, eeg, null);
            var builder = qualityFormat is null ? null : new QualityBuilder(group, qualityFormat, line, recorded);
            if (builder is not null)
                _builders.Add(builder);
            var before = _done;
            BlockReader.Read(reader, group, parallel, block =>
            {
                bank.Add(block, parallel);
                if (builder is null)
                    return;
                if (recorded != bank)
                    recorded.Add(block, parallel);
                builder.Add(block, parallel);
            }, samples =>
            {
                _done = before + (double)samples * group.Channels.Count;
                progress?.Report(new AnalysisProgress(Fraction, "reading"));
            });
        }

        Spectra = banks;
    }

    /// <param name="given">The mains frequency when it was given.</param>
    public (IReadOnlyList<MainsReading> Mains, IReadOnlyList<GroupQuality> Groups) FinishQuality(int? given)
    {
        var mains = MainsLevels.Read([.. _builders.Select(b => b.Spectra)], [.. _builders.Select(b => b.Group)], given);
        var line = given ?? MainsLevels.Found(mains);
        return (mains, [.. _builders.Select(b => b.Finish(line))]);
    }
}
