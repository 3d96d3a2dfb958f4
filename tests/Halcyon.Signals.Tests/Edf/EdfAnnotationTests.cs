using System.Text;
using Halcyon.Signals.Recordings;
using Xunit;

namespace Halcyon.Signals.Tests.Edf;

public sealed class EdfAnnotationTests
{
    [Fact]
    public void Annotations_AllForms_AreReadInTimeOrder()
    {
        using var reader = Continuous(
            "+0␔␔␀+2.5␕1.25␔arousal␔␀-0.5␔before␔␀",
            "+1␔␔second record␔␀+0.75␔one␔two␔␀+1.5␕␔no duration␔␀").Open();
        Assert.Equal(
            [
                new Annotation(-0.5, 0, "before"), new Annotation(0.75, 0, "one"), new Annotation(0.75, 0, "two"),
                new Annotation(1, 0, "second record"), new Annotation(1.5, 0, "no duration"), new Annotation(2.5, 1.25, "arousal"),
            ],
            reader.Info.Annotations);
        Assert.Empty(reader.Info.Warnings);
    }

    [Fact]
    public void Annotations_SubSecondStart_CountFromTheFirstSample()
    {
        using var reader = Continuous("+0.25␔␔␀+1.35␔here␔␀", "+1.25␔␔␀").Open();
        Assert.Equal(new DateTime(2002, 3, 2, 13, 14, 15, 250), reader.Info.StartTime);
        Assert.Equal(1.1, Assert.Single(reader.Info.Annotations).OnsetSeconds);
    }

    [Fact]
    public void Annotations_Utf8Text_IsReadAndOtherEncodingsAreReadAsLatin1WithAWarning()
    {
        using var utf8 = Continuous("+0␔␔␀+1␔仰卧 Schläfrig␔␀").Open();
        Assert.Equal("仰卧 Schläfrig", Assert.Single(utf8.Info.Annotations).Text);
        Assert.Empty(utf8.Info.Warnings);
        var file = Continuous("+0␔␔␀+1␔Schl?frig␔␀");
        file.Data[0][Array.IndexOf(file.Data[0], (byte)'?')] = 0xe4;
        using var latin1 = file.Open();
        Assert.Equal("Schläfrig", Assert.Single(latin1.Info.Annotations).Text);
        Assert.Contains("not UTF-8", Assert.Single(latin1.Info.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Annotations_Malformed_AreLeftOutWithTheByteOfTheFirst()
    {
        using var reader = Continuous("+0␔␔␀soon␔what␔␀+1␔kept␔␀+2 no mark␀").Open();
        Assert.Equal("kept", Assert.Single(reader.Info.Annotations).Text);
        Assert.Contains("2 annotation entries", Assert.Single(reader.Info.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Annotations_SeveralSignals_AreAllRead()
    {
        var file = new RawEdf { Reserved = "EDF+C" };
        file.Signals.Add(RawSignal.Annotations(20));
        file.Signals.Add(new RawSignal { Samples = "1" });
        file.Signals.Add(RawSignal.Annotations(20));
        file.Data.Add([.. List("+0␔␔␀+1␔first␔␀"), 1, 0, .. List("+2␔second␔␀")]);
        using var reader = file.Open();
        Assert.Equal(["first", "second"], reader.Info.Annotations.Select(note => note.Text));
        Assert.Single(reader.Info.Channels);
    }

    [Fact]
    public void Annotations_OnlyOnesOfZeroLengthRecords_MakeARecordingWithoutSamples()
    {
        var file = new RawEdf { Reserved = "EDF+C", RecordSeconds = "0" };
        file.Signals.Add(RawSignal.Annotations(20));
        file.Data.Add(List("+0␔␔␀+0␕30␔Sleep stage W␔␀"));
        using var reader = file.Open();
        Assert.Empty(reader.Info.Channels);
        Assert.Empty(reader.Info.Segments);
        Assert.Equal(30, reader.Info.DurationSeconds);
    }

    [Fact]
    public void Segments_DiscontinuousWithGaps_AreTheStretchesBetween()
    {
        using var reader = Records("EDF+D", "+0.5", "+1.5", "+10.5", "+11.5", "+12.5", "+100").Open();
        Assert.Equal("EDF+D", reader.Info.Format);
        Assert.Equal(
            [new ContinuousSegment(0, 2, 0), new ContinuousSegment(10, 3, 2), new ContinuousSegment(99.5, 1, 5)],
            reader.Info.Segments);
        Assert.Equal(100.5, reader.Info.DurationSeconds);
    }

    [Theory]
    [InlineData("+0", "+1", "+2")]
    [InlineData("+0", "+1.0004", "+1.9996")]
    public void Segments_DiscontinuousButContiguous_IsOne(params string[] onsets)
    {
        using var reader = Records("EDF+D", onsets).Open();
        Assert.Equal([new ContinuousSegment(0, 3, 0)], reader.Info.Segments);
        Assert.Empty(reader.Info.Warnings);
    }

    [Fact]
    public void Segments_RecordWithoutAnOnset_FollowsTheOneInFrontWithAWarning()
    {
        using var reader = Records("EDF+D", "+0", "", "+2").Open();
        Assert.Equal([new ContinuousSegment(0, 3, 0)], reader.Info.Segments);
        Assert.Single(reader.Info.Warnings);
    }

    [Fact]
    public void Segments_RecordsOutOfOrder_AreRefused()
    {
        var refusal = Assert.Throws<RecordingFormatException>(() => Records("EDF+D", "+0", "+10", "+5").Open().Dispose());
        Assert.Contains("out of order", refusal.Message, StringComparison.Ordinal);
        Assert.NotNull(refusal.ByteOffset);
    }

    private static RawEdf Records(string reserved, params string[] onsets)
    {
        var file = Continuous([.. onsets.Select(onset => onset.Length == 0 ? "" : onset + "␔␔␀")]);
        file.Reserved = reserved;
        return file;
    }

    private static RawEdf Continuous(params string[] lists)
    {
        var file = new RawEdf { Reserved = "EDF+C" };
        file.Signals.Add(new RawSignal { Samples = "100" });
        file.Signals.Add(RawSignal.Annotations(100));
        foreach (var list in lists)
            file.Data.Add([.. new byte[200], .. List(list, 200)]);
        return file;
    }

    /// <summary>The marks are written as their symbols so that they can be seen.</summary>
    private static byte[] List(string text, int length = 40)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Replace('␔', '\u0014').Replace('␕', '\u0015').Replace('␀', '\0'));
        Array.Resize(ref bytes, length);
        return bytes;
    }
}
