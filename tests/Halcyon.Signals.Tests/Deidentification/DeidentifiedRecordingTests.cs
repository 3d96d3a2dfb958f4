using System.Text;
using Halcyon.Signals.Conversion;
using Halcyon.Signals.Deidentification;
using Halcyon.Signals.Edf;
using Halcyon.Signals.Recordings;
using Xunit;

namespace Halcyon.Signals.Tests.Deidentification;

public sealed class DeidentifiedRecordingTests
{
    [Theory]
    [InlineData("T1")]
    [InlineData("Sleep stage N2")]
    [InlineData("Stimulus/S 12")]
    [InlineData("eyes closed")]
    [InlineData("Spike F7")]
    [InlineData("Lights off")]
    [InlineData("255")]
    [InlineData("Bad electrode Fp1-T7")]
    [InlineData("Stage W")]
    [InlineData("W")]
    [InlineData("Sharp waves left temporal")]
    [InlineData("fixation cross")]
    public void IsPlainEvent_EventWords_Pass(string text) => Assert.True(TextReview.IsPlainEvent(text));

    [Theory]
    [InlineData("Mrs Jones moved")]
    [InlineData("Mark")]
    [InlineData("patient woke, asked for Anna")]
    [InlineData("12.03.1985")]
    [InlineData("start 12/3")]
    [InlineData("stop 14:30")]
    [InlineData("1234567")]
    [InlineData("trial 1 2 3")]
    [InlineData("go to bed 22 years old")]
    [InlineData("Müller")]
    [InlineData("eyes\u200bAnna")]
    [InlineData("start stop start stop start stop start stop start")]
    [InlineData("http://halcyon")]
    [InlineData("S12345")]
    [InlineData("S123 T456 789")]
    [InlineData("A123 B456 C789 D1")]
    [InlineData("S1 S2")]
    [InlineData("F7 P8 C3")]
    [InlineData("W Cross")]
    [InlineData("R left")]
    [InlineData("Sharp left")]
    [InlineData("Cross")]
    [InlineData("Miss Key")]
    public void IsPlainEvent_AnythingElse_Fails(string text) => Assert.False(TextReview.IsPlainEvent(text));

    [Theory]
    [InlineData("EEG Fpz-Cz")]
    [InlineData("FT10-TP10")]
    [InlineData("Ch 3")]
    [InlineData("E256")]
    [InlineData("Resp thorax")]
    public void IsSignalLabel_ElectrodesAndNumberedSignals_Pass(string label) => Assert.True(TextReview.IsSignalLabel(label));

    [Theory]
    [InlineData("CH87654321")]
    [InlineData("EEG19870916")]
    [InlineData("S123 T456 789")]
    [InlineData("EEG 1987")]
    [InlineData("Ch 999")]
    [InlineData("Haagse")]
    public void IsSignalLabel_RecordNumbersDatesAndNames_Fail(string label) => Assert.False(TextReview.IsSignalLabel(label));

    [Theory]
    [InlineData("Natus", true)]
    [InlineData("Nihon Kohden EEG", true)]
    [InlineData("OpenBCI Cyton Daisy", true)]
    [InlineData("Daisy Curry", false)]
    [InlineData("Natus Jones", false)]
    [InlineData("Natus 19 87 09", false)]
    [InlineData("Curry", false)]
    [InlineData("", false)]
    public void IsKnownAmplifier_Text_PassesWhenEveryWordIsEquipment(string text, bool expected) => Assert.Equal(expected, TextReview.IsKnownAmplifier(text));

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    [InlineData(100_000)]
    public void Convert_ShiftTooLargeForADate_SaysThatTheDateIsLeftOut(int days)
    {
        using var source = Source();
        var output = new MemoryStream();
        var options = new ConversionOptions { Format = ConversionFormat.Edf, Deidentification = new DeidentificationOptions { ShiftDays = days } };
        var result = RecordingConverter.Convert(source, options, output, null, CancellationToken.None);
        Assert.Contains(result.Deidentification!.Sentences(), sentence => sentence.Contains("the date is left out", StringComparison.Ordinal));
        using var reader = RecordingFile.Open(new MemoryStream(output.ToArray()), "a.edf");
        Assert.Null(reader.Info.StartTime);
    }

    [Fact]
    public void IsPlainEvent_LongText_Fails() => Assert.False(TextReview.IsPlainEvent(new string('1', 100_000)));

    [Fact]
    public void Info_NamesDatesAndTexts_AreGoneAndCountedWithoutBeingRepeated()
    {
        using var recording = new DeidentifiedRecording(Source(), new DeidentificationOptions { KeptTexts = ["hello world"] });
        var info = recording.Info;
        Assert.Equal(("", "Natus", "recording.edf"), (info.Patient, info.RecordingIdentification, info.FileName));
        Assert.Equal(["T1", "Hello World"], info.Annotations.Select(note => note.Text));
        Assert.Equal([1, 3], recording.Report.DroppedAnnotations);
        Assert.Equal([1], recording.Report.ReplacedLabels);
        Assert.Equal(["EEG Fpz-Cz", "Channel 2", "ECG 1"], info.Channels.Select(channel => channel.Label));
        Assert.True(recording.Report.KeptEquipment);
        var sentences = string.Join('\n', recording.Report.Sentences());
        Assert.Contains("2 of 4 annotations", sentences, StringComparison.Ordinal);
        Assert.Contains("(number 2, 4)", sentences, StringComparison.Ordinal);
        Assert.DoesNotContain("Haagse", sentences, StringComparison.Ordinal);
    }

    [Fact]
    public void Info_NoShiftGiven_DrawsADateBefore1925AndKeepsTheTimeOfDay()
    {
        var dates = Enumerable.Range(0, 20).Select(seed =>
        {
            using var recording = new DeidentifiedRecording(Source(), new DeidentificationOptions { Random = new Random(seed) });
            return recording.Info.StartTime!.Value;
        }).ToArray();
        Assert.All(dates, date => Assert.InRange(date.Year, 1901, 1924));
        Assert.All(dates, date => Assert.Equal(new TimeSpan(0, 13, 45, 30, 0), date.TimeOfDay));
        Assert.True(dates.Distinct().Count() > 15);
    }

    [Fact]
    public void Convert_ToEdf_WritesTheUnknownDateAndNothingOfThePerson()
    {
        var bytes = Convert(new DeidentificationOptions());
        var header = Encoding.ASCII.GetString(bytes, 0, 256);
        Assert.Equal("01.01.8513.45.30", header.Substring(168, 16));
        Assert.StartsWith("X X X X ", header[8..], StringComparison.Ordinal);
        Assert.StartsWith("Startdate X X X Natus ", header[88..], StringComparison.Ordinal);
        var whole = Encoding.Latin1.GetString(bytes);
        foreach (var secret in (string[])["Haagse", "Harry", "PSG-1234", "Jones", "1951", "2002"])
            Assert.DoesNotContain(secret, whole, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_ShiftGiven_WritesTheShiftedDate()
    {
        using var reader = RecordingFile.Open(new MemoryStream(Convert(new DeidentificationOptions { ShiftDays = -1000 })), "a.edf");
        Assert.Equal(new DateTime(2002, 3, 2, 13, 45, 30).AddDays(-1000), reader.Info.StartTime);
    }

    private static byte[] Convert(DeidentificationOptions options)
    {
        using var source = Source();
        var output = new MemoryStream();
        var result = RecordingConverter.Convert(source, new ConversionOptions { Format = ConversionFormat.Edf, Deidentification = options }, output, null, CancellationToken.None);
        Assert.NotNull(result.Deidentification);
        return output.ToArray();
    }

    private static IRecordingReader Source()
    {
        var stream = new MemoryStream();
        var writer = new EdfWriter(stream, new EdfFileDescription
        {
            StartTime = new DateTime(2002, 3, 2, 13, 45, 30),
            Patient = "MCH-0234567 F 02-MAY-1951 Haagse_Harry",
            RecordingIdentification = "Startdate 02-MAR-2002 PSG-1234/2002 Jones Natus",
            RecordSeconds = 1,
            RecordCount = 5,
            Channels = [Channel("EEG Fpz-Cz"), Channel("Haagse"), Channel("ECG 1")],
            Annotations = [new(0, 0, "T1"), new(1, 0, "Haagse said stop"), new(2, 0, "Hello World"), new(3, 1, "Dr Jones 02.03.2002")],
        });
        for (var record = 0; record < 5; record++)
            writer.WriteRecord(record, new double[30]);
        return RecordingFile.Open(stream, "Haagse.edf");
    }

    private static EdfChannelDescription Channel(string label) => new() { Label = label, Unit = "uV", SamplesPerRecord = 10, PhysicalMinimum = -100, PhysicalMaximum = 100 };
}
