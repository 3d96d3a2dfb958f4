using System.Globalization;
using System.Text;

namespace Halcyon.Recordings.Tests;

/// <summary>A small EDF file made by hand, independent of the product's writer, whose samples a test can compute.</summary>
internal sealed record EdfSample
{
    public IReadOnlyList<string> Labels { get; init; } = ["Fp1", "Cz", "O2"];
    public int SamplingRateHz { get; init; } = 256;
    public int Seconds { get; init; } = 20;

    /// <summary>Written as EDF+ when there are any.</summary>
    public IReadOnlyList<(double OnsetSeconds, double DurationSeconds, string Text)> Annotations { get; init; } = [];

    private const int AnnotationSamples = 60;

    /// <summary>One digital step is a tenth of a microvolt.</summary>
    public const double MicrovoltsPerStep = 0.1;

    public long Length => HeaderLength + (long)Seconds * RecordLength;

    private int SignalCount => Labels.Count + (Annotations.Count > 0 ? 1 : 0);
    private int HeaderLength => 256 * (SignalCount + 1);
    private int RecordLength => 2 * (Labels.Count * SamplingRateHz + (Annotations.Count > 0 ? AnnotationSamples : 0));

    /// <summary>The stored value: different in every channel, never constant, within ±1500 steps.</summary>
    public static short Digital(int channel, long sample) =>
        (short)((sample * (7 + channel) + channel * 131) % 2001 - 1000 + sample * 13 % 401);

    public static double Microvolts(int channel, long sample) => Digital(channel, sample) * MicrovoltsPerStep;

    public byte[] ToBytes()
    {
        using var file = new MemoryStream();
        file.Write(Header());
        for (var second = 0; second < Seconds; second++)
            file.Write(Record(second));
        return file.ToArray();
    }

    /// <summary>The same bytes, made while they are read, for files larger than memory should hold.</summary>
    public Stream ToStream(Action<long>? onRead = null) => new GeneratedStream(this, onRead);

    public byte[] Header()
    {
        var plus = Annotations.Count > 0;
        var header = new StringBuilder();
        header.Append(Field("0", 8)).Append(Field(plus ? "X X X X" : "test", 80))
            .Append(Field(plus ? "Startdate 02-JAN-2020 X X X" : "made by hand", 80))
            .Append("02.01.20").Append("03.04.05").Append(Field(HeaderLength, 8)).Append(Field(plus ? "EDF+C" : "", 44))
            .Append(Field(Seconds, 8)).Append(Field("1", 8)).Append(Field(SignalCount, 4));
        Each(label => Field("EEG " + label, 16), Field("EDF Annotations", 16));
        Each(_ => Field("", 80), Field("", 80));
        Each(_ => Field("uV", 8), Field("", 8));
        Each(_ => Field("-3276.8", 8), Field("-1", 8));
        Each(_ => Field("3276.7", 8), Field("1", 8));
        Each(_ => Field("-32768", 8), Field("-32768", 8));
        Each(_ => Field("32767", 8), Field("32767", 8));
        Each(_ => Field("", 80), Field("", 80));
        Each(_ => Field(SamplingRateHz, 8), Field(AnnotationSamples, 8));
        Each(_ => Field("", 32), Field("", 32));
        return Encoding.ASCII.GetBytes(header.ToString());

        void Each(Func<string, string> channel, string annotation)
        {
            foreach (var label in Labels)
                header.Append(channel(label));
            if (plus)
                header.Append(annotation);
        }
    }

    private byte[] Record(int second)
    {
        var record = new byte[RecordLength];
        var at = 0;
        for (var channel = 0; channel < Labels.Count; channel++)
        {
            for (var i = 0; i < SamplingRateHz; i++, at += 2)
                BitConverter.TryWriteBytes(record.AsSpan(at), Digital(channel, (long)second * SamplingRateHz + i));
        }

        if (Annotations.Count > 0)
        {
            var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"+{second}\u0014\u0014\0"));
            foreach (var (onset, duration, note) in Annotations.Where(a => Math.Clamp((int)a.OnsetSeconds, 0, Seconds - 1) == second))
                text.Append(CultureInfo.InvariantCulture, $"+{onset}\u0015{duration}\u0014{note}\u0014\0");
            Encoding.UTF8.GetBytes(text.ToString()).CopyTo(record, at);
        }

        return record;
    }

    private static string Field(string text, int length) => text.PadRight(length);

    private static string Field(int number, int length) => number.ToString(CultureInfo.InvariantCulture).PadRight(length);

    private sealed class GeneratedStream(EdfSample sample, Action<long>? onRead) : Stream
    {
        private ReadOnlyMemory<byte> _piece = sample.Header();
        private int _second;
        private long _position;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => sample.Length;

        public override long Position
        {
            get => _position;
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            if (_piece.IsEmpty && _second < sample.Seconds)
                _piece = sample.Record(_second++);
            var count = Math.Min(buffer.Length, _piece.Length);
            _piece.Span[..count].CopyTo(buffer);
            _piece = _piece[count..];
            _position += count;
            onRead?.Invoke(_position);
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
