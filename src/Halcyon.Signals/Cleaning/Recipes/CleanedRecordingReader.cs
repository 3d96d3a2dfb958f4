using Halcyon.Signals.Channels;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Cleaning.Recipes;

/// <summary>A recording with what a recipe makes of it in place of its samples, so that it can be converted or analysed like any other.</summary>
/// <remarks>
/// Rejected stretches become annotations ("BAD_movement"), filters stand in the prefilter texts, labels say what a channel
/// is now measured against, channels that are still bad have that status. Channels that cleaning does not work on
/// (breathing, triggers, other sampling rates) are left out and named in a warning. Where samples are missing is a gap.
/// </remarks>
public sealed class CleanedRecordingReader : IRecordingReader
{
    private readonly IRecordingReader _source;
    private readonly CleanedSignals _cleaned;

    private CleanedRecordingReader(IRecordingReader source, CleaningRecipe recipe, CleanedSignals cleaned, IReadOnlyList<string> files)
    {
        (_source, _cleaned, Recipe, Files) = (source, cleaned, recipe, files);
        var raw = source.Info;
        var kept = recipe.Recording.Channels.ToHashSet(StringComparer.Ordinal);
        LeftOut = [.. ChannelLabels.Distinct(raw.Channels.Select(c => c.Label)).Where(label => !kept.Contains(label))];
        var (signals, rate) = (cleaned.Signals, cleaned.Signals.SamplingRateHz);
        Info = raw with
        {
            DurationSeconds = signals.Pieces[^1].OnsetSeconds + (signals.Pieces[^1].Count / rate),
            Channels = Describe(),
            Annotations = [.. raw.Annotations.Concat(Rejected()).OrderBy(note => note.OnsetSeconds)],
            Segments = [.. signals.Stretches.Select(stretch => new ContinuousSegment(SecondsAt(stretch.First), stretch.Count / rate, stretch.First / rate))],
            Warnings = [.. raw.Warnings, .. Notes(signals)],
        };
    }

    public RecordingInfo Info { get; }

    public IReadOnlyList<string> Files { get; }

    public CleaningRecipe Recipe { get; }

    /// <summary>Labels of the source's channels that are not here.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <summary>What the recipe measured the EEG against, in words; null where that is as recorded.</summary>
    public string? Reference => Recipe.Steps.LastOrDefault(step => step is AverageReferenceStep or ReferenceStep)?.Summary;

    /// <summary>Seconds of the stretches that were rejected, each counted once.</summary>
    public double RejectedSeconds
    {
        get
        {
            var (seconds, end) = (0L, 0L);
            foreach (var range in _cleaned.Rejected.OrderBy(range => range.First))
            {
                seconds += Math.Max(0, range.End - Math.Max(end, range.First));
                end = Math.Max(end, range.End);
            }

            return seconds / _cleaned.Signals.SamplingRateHz;
        }
    }

    /// <param name="source">Disposed with this one.</param>
    /// <param name="recipePath">Where the recipe was read, so that nobody writes over it; null for nowhere.</param>
    /// <param name="progress">0…1.</param>
    /// <exception cref="CleaningRecipeException">Another recording, or a step that is damaged.</exception>
    /// <exception cref="Analysis.AnalysisRefusedException">No EEG, nothing measured, or more than memory can hold in one piece.</exception>
    public static CleanedRecordingReader Clean(
        IRecordingReader source, CleaningRecipe recipe, string? recipePath = null, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(recipe);
        var cleaned = recipe.Replay(EegSignals.Read(source), progress, cancellationToken);
        return new CleanedRecordingReader(source, recipe, cleaned, recipePath is null ? source.Files : [.. source.Files, Path.GetFullPath(recipePath)]);
    }

    public void ReadSamples(int channelIndex, long firstSample, Span<double> destination) =>
        _cleaned.Signals[channelIndex].Slice((int)firstSample, destination.Length).CopyTo(destination);

    public void Dispose() => _source.Dispose();

    private ChannelInfo[] Describe()
    {
        var labels = ChannelLabels.Distinct(_cleaned.Signals.Channels.Select(Label));
        var added = string.Join(' ', _cleaned.Prefilters);
        return [.. _cleaned.Signals.Channels.Select((channel, i) => channel with
        {
            Label = labels[i],
            Prefilter = $"{channel.Prefilter} {added}".Trim(),
            Status = StatusOf(channel),
            // Cleaning may lead beyond what the file could hold.
            PhysicalMinimum = double.NegativeInfinity,
            PhysicalMaximum = double.PositiveInfinity,
            DigitalLimits = null,
        })];
    }

    private string Label(ChannelInfo channel) =>
        channel.Name is not null && _cleaned.Reference is { } reference && _cleaned.Referenced.Contains(channel.Label) ? $"EEG {channel.Name}-{reference}" : channel.Label;

    private ChannelStatus? StatusOf(ChannelInfo channel)
    {
        if (_cleaned.BadChannels.Contains(channel.Label))
            return new ChannelStatus(true, string.Join(", ", Recipe.Steps.OfType<BadChannelsStep>().SelectMany(step => step.Found).Where(bad => bad.Label == channel.Label).SelectMany(bad => bad.Reasons).Distinct()));
        return Recipe.Steps.OfType<InterpolationStep>().Any(step => step.Channels.Contains(channel.Label))
            ? new ChannelStatus(false, "interpolated from its neighbours")
            : channel.Status;
    }

    private IEnumerable<string> Notes(EegSignals signals)
    {
        if (LeftOut.Count > 0)
            yield return $"Cleaning works on EEG, EOG, EMG and ECG of one sampling rate that are there at least half of the time; left out: {string.Join(", ", LeftOut)}.";
        if (signals.MeasuredCount < signals.SampleCount)
            yield return FormattableString.Invariant($"In {(signals.SampleCount - signals.MeasuredCount) / signals.SamplingRateHz:0.###} s a channel holds no numbers, or less than a second is left between two such places; cleaning leaves all channels out there.");
    }

    private double SecondsAt(long sample)
    {
        var piece = _cleaned.Signals.Pieces.Last(piece => piece.First <= sample);
        return piece.OnsetSeconds + ((sample - piece.First) / _cleaned.Signals.SamplingRateHz);
    }

    private IEnumerable<Annotation> Rejected() =>
        Recipe.Steps.OfType<RejectedSegmentsStep>().SelectMany(step => step.Segments).Zip(_cleaned.Rejected, (segment, range) => new Annotation(
            SecondsAt(range.First), range.Count / _cleaned.Signals.SamplingRateHz, "BAD_" + segment.Kind));
}
