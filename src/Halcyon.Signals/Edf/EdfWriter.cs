namespace Halcyon.Signals.Edf;

/// <summary>Writes EDF+ or BDF+ record by record, to any stream.</summary>
/// <remarks>
/// Samples outside a channel's limits are held at them. Values are scaled by the limits as written in the header, so a
/// reader gets back the nearest step: within half of (maximum − minimum) / (digital maximum − digital minimum).
/// </remarks>
public sealed class EdfWriter
{
    private readonly EdfFileDescription _file;
    private readonly EdfWrittenChannel[] _channels;
    private readonly EdfAnnotationLayout _annotations;
    private readonly Stream _stream;
    private readonly byte[] _record;
    private readonly int _bytesPerSample;
    private readonly double _firstOnset;
    private long _written;

    /// <summary>Writes the header.</summary>
    /// <param name="stream">Stays the caller's.</param>
    /// <exception cref="ArgumentException">Something in the description cannot be expressed in EDF.</exception>
    public EdfWriter(Stream stream, EdfFileDescription file)
    {
        if (file.RecordCount < 1 || file.RecordSeconds < 0 || (file.RecordSeconds == 0 && file.Channels.Count > 0))
            throw new ArgumentException("A file needs at least one record, and a record with samples needs a duration.", nameof(file));
        _stream = stream;
        _file = file;
        _bytesPerSample = file.IsBdf ? 3 : 2;
        _channels = [.. file.Channels.Select(channel => EdfWrittenChannel.From(channel, file.IsBdf))];
        // The header's clock has whole seconds; the rest is the first record's onset.
        _firstOnset = file.StartTime is { } start ? (start.Ticks % TimeSpan.TicksPerSecond) / (double)TimeSpan.TicksPerSecond : 0;
        _annotations = new EdfAnnotationLayout(file.Annotations, file.RecordCount, _firstOnset);
        var annotationSamples = (_annotations.BytesPerRecord + _bytesPerSample - 1) / _bytesPerSample;
        SamplesPerRecord = file.Channels.Sum(channel => channel.SamplesPerRecord);
        _record = new byte[checked((SamplesPerRecord + annotationSamples) * _bytesPerSample)];
        stream.Write(EdfHeaderWriter.Build(file, _channels, annotationSamples));
    }

    /// <summary>Of all channels together.</summary>
    public int SamplesPerRecord { get; }

    /// <param name="onsetSeconds">From the first sample; without gaps the records' number times their duration.</param>
    /// <param name="samples">Each channel's samples of this record in turn, finite, in the channel's unit.</param>
    public void WriteRecord(double onsetSeconds, ReadOnlySpan<double> samples)
    {
        if (samples.Length != SamplesPerRecord)
            throw new ArgumentException($"A record takes {SamplesPerRecord} samples, not {samples.Length}.", nameof(samples));
        if (_written == _file.RecordCount)
            throw new InvalidOperationException($"All {_file.RecordCount} records are written already.");
        var to = _record.AsSpan();
        foreach (var channel in _channels)
        {
            var count = channel.Description.SamplesPerRecord;
            Encode(channel, samples[..count], to[..(count * _bytesPerSample)]);
            samples = samples[count..];
            to = to[(count * _bytesPerSample)..];
        }
        _annotations.WriteRecord(_written, EdfAnnotationLayout.AddOffset(onsetSeconds, _firstOnset), _file.RecordSeconds, to);
        _stream.Write(_record);
        _written++;
    }

    /// <exception cref="InvalidOperationException">Fewer records were written than the header promises.</exception>
    public void Complete()
    {
        if (_written != _file.RecordCount)
            throw new InvalidOperationException($"The header promises {_file.RecordCount} records, {_written} were written.");
        _stream.Flush();
    }

    private void Encode(EdfWrittenChannel channel, ReadOnlySpan<double> samples, Span<byte> destination)
    {
        var (gain, offset) = (channel.Gain, channel.Offset);
        var (lowest, highest) = ((double)channel.DigitalMinimum, (double)channel.DigitalMaximum);
        for (var i = 0; i < samples.Length; i++)
        {
            if (!double.IsFinite(samples[i]))
                throw new ArgumentException($"Channel \"{channel.Description.Label}\" has a sample that is not finite; EDF cannot hold it.", nameof(samples));
            var digital = (int)Math.Clamp(Math.Round((samples[i] - offset) / gain), lowest, highest);
            var at = i * _bytesPerSample;
            destination[at] = (byte)digital;
            destination[at + 1] = (byte)(digital >> 8);
            if (_bytesPerSample == 3)
                destination[at + 2] = (byte)(digital >> 16);
        }
    }
}
