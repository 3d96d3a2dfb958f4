using System.Buffers;
using System.Buffers.Text;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.BrainVision;

/// <summary>Samples written as text: every value is checked once when the file is opened, and read from the file when asked for.</summary>
/// <remarks>Of the file only the place of every 256th value is kept, about a hundredth of a percent of its size in memory.</remarks>
internal sealed class AsciiSamples : SampleStore
{
    private const int ValuesPerMark = 256;

    private readonly RandomAccessBytes _bytes;
    private readonly AsciiLayout _layout;
    private readonly bool _multiplexed;
    private readonly double[] _gains;
    private readonly List<long> _marks = [];

    /// <exception cref="RecordingFormatException">A line holds something else than the numbers that belong there.</exception>
    public AsciiSamples(RandomAccessBytes bytes, string fileName, AsciiLayout layout, bool multiplexed, double[] gains)
    {
        (_bytes, _layout, _multiplexed, _gains) = (bytes, layout, multiplexed, gains);
        SampleCount = Index(fileName);
    }

    public override long SampleCount { get; }

    public override void Read(int channel, long firstSample, Span<double> destination)
    {
        using var values = new AsciiValues(_bytes, _layout);
        var value = ValueOf(channel, firstSample);
        values.MoveTo(_marks[(int)(value / ValuesPerMark)]);
        values.Skip(value % ValuesPerMark);
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = values.Next() * _gains[channel];
            if (_multiplexed && i + 1 < destination.Length)
                values.Skip(_gains.Length - 1);
        }
    }

    public override void Read(ReadOnlySpan<ChannelRead> reads)
    {
        if (!_multiplexed)
        {
            foreach (var read in reads)
                Read(read.ChannelIndex, read.FirstSample, read.Destination.Span);
            return;
        }
        var (first, end) = (long.MaxValue, 0L);
        foreach (var read in reads)
            (first, end) = (Math.Min(first, read.FirstSample), Math.Max(end, read.FirstSample + read.Destination.Length));
        if (end <= first)
            return;
        using var values = new AsciiValues(_bytes, _layout);
        var row = ArrayPool<double>.Shared.Rent(_gains.Length);
        values.MoveTo(_marks[(int)(ValueOf(0, first) / ValuesPerMark)]);
        values.Skip(ValueOf(0, first) % ValuesPerMark);
        for (var sample = first; sample < end; sample++)
        {
            for (var channel = 0; channel < _gains.Length; channel++)
                row[channel] = values.Next() * _gains[channel];
            foreach (var read in reads)
                if (sample >= read.FirstSample && sample - read.FirstSample < read.Destination.Length)
                    read.Destination.Span[(int)(sample - read.FirstSample)] = row[read.ChannelIndex];
        }
        ArrayPool<double>.Shared.Return(row);
    }

    private long ValueOf(int channel, long sample) => _multiplexed ? (sample * _gains.Length) + channel : (channel * SampleCount) + sample;

    /// <returns>Samples of each channel.</returns>
    private long Index(string fileName)
    {
        using var values = new AsciiValues(_bytes, _layout);
        values.MoveToStart();
        var (count, lines, perLine) = (0L, 0L, _multiplexed ? _gains.Length : -1L);
        while (values.BeginLine())
        {
            var before = count;
            for (; values.TryBeginValue(); count++)
            {
                if (count % ValuesPerMark == 0)
                    _marks.Add(values.Offset);
                if (!values.TryParse(out _))
                    throw new RecordingFormatException(
                        $"{fileName} line {values.Line} (byte {values.Offset}) holds \"{RecordingSource.Shown(values.Text)}\" where a number belongs; export the recording again, or correct DecimalSymbol, SkipLines or SkipColumns in the header.",
                        values.Offset, "samples");
            }
            if (count == before)
                continue;
            lines++;
            perLine = perLine < 0 ? count - before : perLine;
            if (count - before != perLine)
                throw new RecordingFormatException(
                    $"{fileName} line {values.Line} holds {count - before} values where {perLine} belong; export the recording again, or correct NumberOfChannels, DataOrientation or SkipColumns in the header.",
                    values.Offset, "samples");
        }
        if (!_multiplexed && lines != _gains.Length)
            throw new RecordingFormatException(
                $"{fileName} holds {lines} lines of samples where the header describes {_gains.Length} channels; export the recording again.", field: "NumberOfChannels");
        return _multiplexed ? lines : perLine;
    }

    /// <summary>Goes through the values of a text file in order.</summary>
    private sealed class AsciiValues(RandomAccessBytes bytes, AsciiLayout layout) : IDisposable
    {
        private const int BufferBytes = 16 * 1024;
        private const int LongestValue = 64;

        private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        private readonly byte[] _value = new byte[LongestValue];
        private long _bufferStart;
        private int _buffered;
        private int _at;
        private int _length;

        /// <summary>Of the value, or of the next byte.</summary>
        public long Offset { get; private set; }

        public long Line { get; private set; }

        public string Text => System.Text.Encoding.Latin1.GetString(_value, 0, _length);

        public void MoveTo(long offset) => (_bufferStart, _buffered, _at) = (offset, 0, 0);

        public void MoveToStart()
        {
            MoveTo(0);
            for (var line = 0; line < layout.SkipLines && Peek() >= 0; line++)
                SkipLine();
        }

        /// <summary>Moves behind the columns that hold no samples; false at the end of the file.</summary>
        public bool BeginLine()
        {
            if (Line > layout.SkipLines && Peek() == '\n')
                _at++;
            if (Peek() < 0)
                return false;
            Line = Math.Max(Line, layout.SkipLines) + 1;
            SkipColumns();
            return true;
        }

        /// <summary>False at the end of the line, which <see cref="BeginLine"/> passes.</summary>
        public bool TryBeginValue()
        {
            SkipSeparators();
            Offset = _bufferStart + _at;
            return Peek() is not ('\n' or < 0);
        }

        public bool TryParse(out double value)
        {
            for (_length = 0; Peek() is var next && next >= 0 && next != '\n' && !IsSeparator(next); _at++)
                if (_length < LongestValue)
                    _value[_length++] = next == layout.DecimalSymbol ? (byte)'.' : (byte)next;
            return Utf8Parser.TryParse(_value.AsSpan(0, _length), out value, out var used) && used == _length && !double.IsInfinity(value);
        }

        /// <summary>The next value, on this line or a later one; all were checked when the file was indexed.</summary>
        public double Next()
        {
            while (!TryBeginValue() && Peek() >= 0)
            {
                _at++;
                SkipColumns();
            }
            return TryParse(out var value) ? value : double.NaN;
        }

        public void Skip(long count)
        {
            for (; count > 0; count--)
                Next();
        }

        public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

        private void SkipColumns()
        {
            for (var column = 0; column < layout.SkipColumns; column++)
            {
                SkipSeparators();
                while (Peek() is var next && next >= 0 && next != '\n' && !IsSeparator(next))
                    _at++;
            }
        }

        private void SkipSeparators()
        {
            while (Peek() is var next && next >= 0 && IsSeparator(next))
                _at++;
        }

        private void SkipLine()
        {
            while (Peek() is var next && next >= 0)
            {
                _at++;
                if (next == '\n')
                    return;
            }
        }

        private bool IsSeparator(int next) => next is ' ' or '\t' or '\r' or ';' || (next == ',' && layout.DecimalSymbol != ',');

        /// <summary>The next byte, or -1 at the end of the file.</summary>
        private int Peek()
        {
            if (_at < _buffered)
                return _buffer[_at];
            _bufferStart += _buffered;
            (_buffered, _at) = ((int)Math.Min(BufferBytes, bytes.Length - _bufferStart), 0);
            if (_buffered <= 0)
            {
                _buffered = 0;
                return -1;
            }
            bytes.Read(_bufferStart, _buffer.AsSpan(0, _buffered));
            return _buffer[0];
        }
    }
}
