using System.Text;
using Halcyon.Signals.Recordings;
using Xunit;

namespace Halcyon.Signals.Tests.Edf;

/// <summary>Files that would give wrong values are refused by one sentence with field, byte, content and remedy.</summary>
public sealed class EdfRefusalTests
{
    public static TheoryData<string, long, string> BadFields => new()
    {
        { "number of signals", 252, "12a" },
        { "number of signals", 252, "0" },
        { "number of signals", 252, "-3" },
        { "number of signals", 252, "9999" },
        { "number of data records", 236, "many" },
        { "record duration", 244, "0" },
        { "record duration", 244, "-1" },
        { "record duration", 244, "NaN" },
        { "record duration", 244, "1e999" },
        { "physical minimum", 256 + 104, "low" },
        { "physical maximum", 256 + 112, "" },
        { "digital minimum", 256 + 120, "0x10" },
        { "digital maximum", 256 + 128, "Infinity" },
        { "samples per record", 256 + 216, "2.5" },
        { "samples per record", 256 + 216, "-2" },
        { "samples per record", 256 + 216, "0" },
    };

    [Theory]
    [MemberData(nameof(BadFields))]
    public void Open_UnusableField_IsRefusedWithFieldByteAndContent(string field, long offset, string content)
    {
        var bytes = RawEdf.With(new RawSignal(), 1, 2).ToArray();
        Encoding.ASCII.GetBytes(content.PadRight(field == "number of signals" ? 4 : 8)).CopyTo(bytes, offset);
        var refusal = Refusal(bytes);
        Assert.Contains(field, refusal.Message + refusal.Field, StringComparison.Ordinal);
        Assert.Equal(offset, refusal.ByteOffset);
        Assert.Contains($"byte {offset}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(content, refusal.Message, StringComparison.Ordinal);
        AssertOneSentence(refusal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(515)]
    public void Open_FileEndsTooEarly_IsRefusedWithWhereItEnds(int length)
    {
        var bytes = RawEdf.With(new RawSignal(), 1, 2).ToArray();
        var refusal = Refusal(bytes[..length]);
        Assert.Contains($"{length}", refusal.Message, StringComparison.Ordinal);
        AssertOneSentence(refusal);
    }

    [Theory]
    [InlineData("\u001f\u008b", "gzip")]
    [InlineData("PK\u0003\u0004", "zip")]
    [InlineData("\u0089HDF", "HDF5")]
    [InlineData("hello", "hello")]
    public void Open_AnotherFormat_IsNamed(string start, string name)
    {
        var bytes = new byte[2000];
        Encoding.Latin1.GetBytes(start).CopyTo(bytes, 0);
        var refusal = Refusal(bytes);
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, refusal.ByteOffset);
        AssertOneSentence(refusal);
    }

    [Fact]
    public void Open_EmptyFileOnDisk_IsRefused()
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        File.WriteAllBytes(path, []);
        try
        {
            AssertOneSentence(Assert.Throws<RecordingFormatException>(() => RecordingFile.Open(path).Dispose()));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Open_LineEndsConverted_IsRefused(bool bdf)
    {
        var (header, samples) = Noise(bdf);
        List<byte> mangled = [.. header];
        foreach (var value in samples)
        {
            if (value == '\n')
                mangled.Add((byte)'\r');
            mangled.Add(value);
        }
        var refusal = Refusal([.. mangled]);
        Assert.Contains("looks like a text-mode transfer", refusal.Message, StringComparison.Ordinal);
        AssertOneSentence(refusal);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public void Open_PassedThroughUtf8_IsRefused(bool bdf, bool replaced)
    {
        var (header, samples) = Noise(bdf);
        // Either bytes that are no UTF-8 became U+FFFD, or each byte was taken for Latin-1.
        var text = replaced ? Encoding.UTF8.GetString(samples) : Encoding.Latin1.GetString(samples);
        var refusal = Refusal([.. header, .. Encoding.UTF8.GetBytes(text)]);
        Assert.Contains("looks like a text-mode transfer", refusal.Message, StringComparison.Ordinal);
        AssertOneSentence(refusal);
    }

    [Theory]
    [InlineData(0x0a0d)]
    [InlineData(0x0d0a)]
    [InlineData(unchecked((short)0xa9c3))]
    [InlineData(0x4141)]
    [InlineData(0)]
    public void Open_ConstantChannelOfSuspiciousBytes_IsNotRefused(int value)
    {
        var file = RawEdf.With(new RawSignal(), [.. Enumerable.Repeat(value, 5000)]);
        Assert.Equal(5000, file.ReadAll().Length);
    }

    [Fact]
    public void Open_Noise_IsNotRefused()
    {
        var (header, samples) = Noise(bdf: false);
        using var reader = RecordingFile.Open(new MemoryStream([.. header, .. samples]), "noise.edf");
        Assert.Single(reader.Info.Channels);
    }

    private static (byte[] Header, byte[] Samples) Noise(bool bdf)
    {
        var file = bdf ? RawEdf.Bdf() : new RawEdf();
        file.Signals.Add(new RawSignal { Samples = "50000" });
        var random = new Random(3);
        file.Data.Add(file.Pack([.. Enumerable.Range(0, 50000).Select(_ => (int)(400 * (random.NextDouble() + random.NextDouble() - 1)))]));
        var bytes = file.ToArray();
        return (bytes[..512], bytes[512..]);
    }

    private static RecordingFormatException Refusal(byte[] bytes) =>
        Assert.Throws<RecordingFormatException>(() => RecordingFile.Open(new MemoryStream(bytes), "made.edf").Dispose());

    private static void AssertOneSentence(RecordingFormatException refusal)
    {
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
    }
}
