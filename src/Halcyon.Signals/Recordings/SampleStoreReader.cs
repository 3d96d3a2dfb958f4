namespace Halcyon.Signals.Recordings;

/// <summary>Reads formats that keep the samples of all channels in one store, in the recording's file or in one beside it.</summary>
/// <param name="source">Owned from now on; when a constructor throws still the caller's.</param>
internal abstract class SampleStoreReader(RecordingSource source) : IRecordingReader
{
    public abstract RecordingInfo Info { get; }

    public IReadOnlyList<string> Files => source.Files;

    protected RecordingSource Source => source;

    protected abstract SampleStore Samples { get; }

    public void ReadSamples(int channelIndex, long firstSample, Span<double> destination)
    {
        ReadRange.Check(Info, channelIndex, firstSample, destination.Length);
        Samples.Read(channelIndex, firstSample, destination);
    }

    public void ReadSamples(ReadOnlySpan<ChannelRead> reads)
    {
        ReadRange.Check(Info, reads);
        Samples.Read(reads);
    }

    public void Dispose() => source.Dispose();

    /// <summary>The file that the header names or, after a renaming that forgot the header, the one named like the header; null for neither.</summary>
    /// <param name="named">What names it, to begin a warning with.</param>
    /// <param name="usualExtension">Of a name without one.</param>
    protected RandomAccessBytes? Companion(string name, string named, string usualExtension, List<string> warnings)
    {
        if (source.Beside(name, "its samples") is { } found)
            return found;
        var extension = Path.GetExtension(name) is { Length: > 0 } own ? own : usualExtension;
        var renamed = Path.GetFileNameWithoutExtension(source.FileName) + extension;
        if (source.Beside(renamed, "its samples") is not { } instead)
            return null;
        warnings.Add($"{named} names the file \"{RecordingSource.Shown(name)}\", which is not there; \"{renamed}\" is used in its place.");
        return instead;
    }
}
