using Halcyon.Signals.Analysis;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Reports;

namespace Halcyon.Signals.Quality;

/// <summary>Gathers the quality of one group of channels as its blocks pass.</summary>
internal sealed class QualityBuilder
{
    private readonly ChannelGroup _group;
    private readonly int _epochLength;
    private readonly ChannelMonitor[] _monitors;
    private readonly NeighbourMonitor _neighbours;
    private readonly BlinkLead _blinks;
    private readonly WelchBank _spectra;
    private readonly List<double> _onsets = [];

    /// <param name="lineHertz">Mains to keep out of what is measured while reading.</param>
    /// <param name="spectra">Densities of the group's EEG channels as recorded; filled by the caller.</param>
    public QualityBuilder(ChannelGroup group, string format, int? lineHertz, WelchBank spectra)
    {
        _group = group;
        _spectra = spectra;
        _epochLength = BlockReader.EpochLength(group);
        var epochs = (int)group.Segments.Sum(s => s.SampleCount / _epochLength);
        var steps = format.StartsWith("BDF", StringComparison.Ordinal) ? (1 << 24) - 1.0 : (1 << 16) - 1.0;
        _monitors = [.. group.Channels.Select(c => new ChannelMonitor(c, _epochLength, epochs, lineHertz, steps))];
        _neighbours = new NeighbourMonitor([.. Enumerable.Range(0, group.Channels.Count).Where(i => IsReferential(group.Channels[i]))], _epochLength, epochs);
        _blinks = new BlinkLead(group);
    }

    public void Add(SignalBlock block, ParallelOptions parallel)
    {
        Parallel.For(0, _monitors.Length, parallel, c => _monitors[c].Add(block[c], block.StartsStretch));
        _neighbours.Add(_monitors, block.Length);
        _blinks.Add(block, _monitors);
        for (var at = 0; at + _epochLength <= block.Length; at += _epochLength)
            _onsets.Add((block.FirstTick + at) / _group.SamplingRateHz);
    }

    public ChannelGroup Group => _group;
    public WelchBank Spectra => _spectra;

    /// <param name="lineHertz">Mains that was given or found; a channel may be bad for it.</param>
    public GroupQuality Finish(int? lineHertz)
    {
        var epochs = _monitors.Select(m => m.Epochs).ToList();
        var seconds = JudgedSeconds;
        var verdicts = new ChannelVerdicts(epochs, _neighbours, _spectra, lineHertz).Judge(isLongEnough: seconds >= QualityNeeds.ChannelSeconds);
        if (seconds < QualityNeeds.ChannelSeconds)
            return new GroupQuality(_group, verdicts, null, seconds, 0, 0);
        var isGood = verdicts.Select(v => v.Status == "good").ToArray();
        var finder = new ArtifactFinder(epochs, isGood, _onsets, _epochLength / _group.SamplingRateHz);
        var artifacts = finder.Find().ToList();
        if (_blinks.IsUsable)
        {
            // Blinks are looked for below 10 Hz, where mains does not reach.
            var (blinks, channels) = _blinks.Find(place => isGood[place] || verdicts[place].Reasons is ["line_noise"]);
            artifacts.AddRange(blinks.Select(b => new ArtifactSegment("blink", Math.Round(b.Onset, 3), Math.Round(b.Duration, 3), channels)));
        }

        return new GroupQuality(_group, verdicts, artifacts, seconds, finder.Usable.Clean, finder.Usable.All);
    }

    /// <summary>Of the stretches that hold a whole second.</summary>
    private double JudgedSeconds =>
        Math.Round(_group.Segments.Where(s => s.SampleCount >= _epochLength).Sum(s => s.SampleCount) / _group.SamplingRateHz, 3);

    /// <summary>Measured against a common reference? Two electrodes in one label are a derivation.</summary>
    private static bool IsReferential(ChannelInfo channel) =>
        channel.Kind == ChannelKind.Eeg && (channel.Name is not null || !channel.Label.Contains('-', StringComparison.Ordinal));
}

/// <param name="Channels">In the group's order.</param>
/// <param name="Artifacts">Null when the group is too short to find any.</param>
/// <param name="JudgedSeconds">Length that was there to judge.</param>
/// <param name="AllSeconds">Of the good EEG channels together.</param>
internal sealed record GroupQuality(
    ChannelGroup Group, IReadOnlyList<ChannelQuality> Channels, IReadOnlyList<ArtifactSegment>? Artifacts,
    double JudgedSeconds, long CleanSeconds, long AllSeconds);
