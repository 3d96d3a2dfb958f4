using System.Collections.Concurrent;
using System.Globalization;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Spectra;

namespace Halcyon.Signals.Features;

/// <summary>What to measure.</summary>
public sealed record FeatureTableOptions
{
    /// <summary>Seconds, 1 or more.</summary>
    public double EpochSeconds
    {
        get;
        init => field = double.IsFinite(value) && value >= EpochFeaturePlan.ShortestSeconds
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1 s.");
    } = 30;

    /// <summary>Labels or electrode names, in the order wanted; empty for every voltage of the recording.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Threads, at least 1.</summary>
    public int Parallelism
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1.");
    } = Environment.ProcessorCount;
}

/// <summary>What came of it.</summary>
/// <param name="EpochCount">Rows.</param>
/// <param name="Notes">What was left out, one sentence each.</param>
public sealed record FeatureTableResult(long EpochCount, int ChannelCount, IReadOnlyList<string> Notes);

/// <summary>The options do not fit the recording; the message is one sentence for the person who gave them.</summary>
public sealed class FeaturesRefusedException(string message) : Exception(message);

/// <summary>Writes the table of features: a row for each epoch, the measures of every channel side by side (docs/features.md).</summary>
/// <remarks>Reads the recording once in pieces, so that memory does not grow with its length.</remarks>
public sealed class FeatureTable
{
    // Samples of all channels held at once: 16 MB.
    private const long UsualSamples = 1 << 21;
    private const long MostEpochSamples = 1 << 26;
    private const int MostEpochsAtOnce = 64;

    private readonly IRecordingReader _reader;
    private readonly FeatureTableOptions _options;
    private readonly List<string> _notes = [];
    private readonly IReadOnlyList<ChannelInfo> _channels;
    private readonly MeasuredChannel[] _measured;
    private readonly (string Name, int Left, int Right)[] _pairs;

    private FeatureTable(IRecordingReader reader, FeatureTableOptions options)
    {
        (_reader, _options) = (reader, options);
        _channels = FeatureChannels.Choose(reader.Info, options.Channels, _notes);
        var places = _channels.DistinctBy(Timing).ToDictionary(Timing, c => new EpochPlaces(reader.Info, c, options.EpochSeconds));
        if (_channels.Sum(c => (long)places[Timing(c)].SampleCount) > MostEpochSamples)
            throw new FeaturesRefusedException("One epoch of all channels would not fit into memory; choose shorter epochs or fewer channels.");
        var plans = _channels.DistinctBy(Timing).ToDictionary(Timing, c => new EpochFeaturePlan(places[Timing(c)].SampleCount, c.SamplingRateHz));
        _measured = [.. _channels.Select(c => new MeasuredChannel(c, places[Timing(c)], plans[Timing(c)]))];
        _pairs = [.. AlphaAsymmetry.Pairs
            .Select(pair => ($"{pair.Left}-{pair.Right}.alpha_asymmetry_ln", Named(pair.Left), Named(pair.Right)))
            .Where(pair => pair.Item2 >= 0 && pair.Item3 >= 0)];
        if (plans.Values.Any(plan => !plan.HasSampleEntropy))
            _notes.Add($"Epochs of more than {EpochFeaturePlan.LongestForSampleEntropy} samples have no sample entropy.");
    }

    /// <param name="output">Gets UTF-8 text with LF line ends.</param>
    /// <param name="progress">0…1.</param>
    /// <exception cref="FeaturesRefusedException">The options do not fit the recording.</exception>
    public static FeatureTableResult Write(
        IRecordingReader reader, FeatureTableOptions options, Stream output, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        var table = new FeatureTable(reader, options);
        using var writer = new FeatureCsv(output);
        writer.WriteHeader([.. table._channels.SelectMany(c => EpochFeatures.Names.Select(name => $"{c.Label}.{name}")), .. table._pairs.Select(p => p.Name)]);
        var rows = table.WriteRows(writer, progress, cancellationToken);
        return new FeatureTableResult(rows, table._channels.Count, table._notes);
    }

    private long WriteRows(FeatureCsv writer, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var epochCount = _measured.Max(c => c.Places.EpochCount);
        var perEpoch = _measured.Sum(c => (long)c.Places.SampleCount);
        var atOnce = (int)Math.Clamp(Math.Min(UsualSamples / perEpoch, MostEpochsAtOnce), 1, Math.Max(1, epochCount));
        var rows = Enumerable.Range(0, atOnce).Select(_ => new EpochRow(_measured, _pairs.Length)).ToArray();
        var written = 0L;
        var pending = 0;
        for (var epoch = 0L; epoch < epochCount; epoch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (rows[pending].Read(_reader, epoch))
                pending++;
            if (pending < rows.Length && epoch + 1 < epochCount)
                continue;
            Measure(rows.AsMemory(0, pending), cancellationToken);
            for (var r = 0; r < pending; r++)
                writer.WriteRow(rows[r].Epoch, rows[r].Epoch * _options.EpochSeconds, rows[r].Values);
            written += pending;
            pending = 0;
            progress?.Report((epoch + 1.0) / epochCount);
        }

        if (written < epochCount)
        {
            _notes.Add(string.Create(
                CultureInfo.InvariantCulture, $"{epochCount - written} of {epochCount} epochs are left out because a gap or the end of the recording cuts them."));
        }

        return written;
    }

    private void Measure(ReadOnlyMemory<EpochRow> rows, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.Parallelism, CancellationToken = cancellationToken };
        Parallel.For(0, rows.Length * _measured.Length, parallel, i =>
        {
            var channel = _measured[i % _measured.Length];
            if (!channel.Workspaces.TryTake(out var workspace))
                workspace = new EpochFeatureWorkspace(channel.Plan);
            rows.Span[i / _measured.Length].Measure(i % _measured.Length, channel.Plan, workspace);
            channel.Workspaces.Add(workspace);
        });
        foreach (var row in rows.Span)
        {
            for (var p = 0; p < _pairs.Length; p++)
                row.Compare(p, _pairs[p].Left, _pairs[p].Right);
        }
    }

    private int Named(string electrode)
    {
        for (var c = 0; c < _channels.Count; c++)
        {
            if (_channels[c].Name == electrode)
                return c;
        }

        return -1;
    }

    private static (double Rate, long Count) Timing(ChannelInfo channel) => (channel.SamplingRateHz, channel.SampleCount);
}

/// <summary>A channel, where its epochs lie, how they are measured, and scratch not in use just now.</summary>
internal sealed record MeasuredChannel(ChannelInfo Channel, EpochPlaces Places, EpochFeaturePlan Plan)
{
    public ConcurrentBag<EpochFeatureWorkspace> Workspaces { get; } = [];
}
