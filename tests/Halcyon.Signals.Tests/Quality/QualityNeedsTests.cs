using System.Text.Json;
using Halcyon.Signals.Analysis;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Reports;
using Halcyon.Signals.Synthetic;
using Halcyon.Signals.Tests.Golden;
using Xunit;

namespace Halcyon.Signals.Tests.Quality;

public sealed class QualityNeedsTests
{
    private const double Rate = 256;

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(9.9)]
    public void Judge_UnderTenSeconds_SaysNothingButThatItIsTooShort(double seconds)
    {
        // Four channels pulled out: at this length even that is no verdict.
        var quality = Analyse(Head(seconds, flat: 4));
        Assert.Equal((null, ReportReasons.TooShort), (quality.Grade, quality.Reason));
        Assert.Null(quality.UsableFraction);
        Assert.Null(quality.Artifacts);
        Assert.Equal(seconds, quality.JudgedSeconds!.Value, 0.01);
        Assert.All(quality.Channels, c => Assert.Null(c.Status));
        Assert.All(quality.Channels, c => Assert.Equal([ReportReasons.TooShort], c.Reasons));
        // What was measured stays to be seen.
        Assert.Equal(1, quality.Channels[0].Metrics["flat_fraction"]);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(30)]
    [InlineData(59)]
    public void Judge_UnderAMinute_JudgesChannelsAndArtifactsButGivesNoGrade(double seconds)
    {
        var quality = Analyse(Head(seconds, flat: 4));
        Assert.Equal((null, ReportReasons.TooShort), (quality.Grade, quality.Reason));
        Assert.Equal(Goldens.Labels[..4], quality.Channels.Where(c => c.Status == "bad").Select(c => c.Label));
        Assert.Equal(15, quality.Channels.Count(c => c.Status == "good"));
        Assert.Equal(1, quality.UsableFraction);
        Assert.Equal(4, quality.Artifacts!.Count(a => a.Kind == "flat"));
    }

    [Fact]
    public void Judge_AMinute_IsGraded()
    {
        var quality = Analyse(Head(60, flat: 4));
        // 4 of 19 channels are 21 % of the EEG.
        Assert.Equal(("D", null), (quality.Grade, quality.Reason));
        Assert.Equal(new JudgedLengths(10, 60), quality.Needs);
    }

    [Fact]
    public void Judge_OneMinuteInPieces_CountsOnlyPiecesOfAWholeSecond()
    {
        var head = Head(60);
        // Two pieces of 29.75 s and one of half a second: 59.5 s can be judged.
        using var recording = MemoryRecording.Eeg(Rate, Goldens.Labels, head, [new(0, 29.75, 0), new(40, 29.75, 29.75), new(80, 0.5, 59.5)]);
        var quality = Run(recording);
        Assert.Equal(59.5, quality.JudgedSeconds);
        Assert.Null(quality.Grade);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(20)]
    public void Judge_PiecesOfAGoodHead_CallNoChannelBad(int seconds)
    {
        var whole = Head(120);
        for (var from = 0; from + seconds <= 120; from += seconds)
        {
            double[][] piece = [.. whole.Select(samples => samples.AsSpan((int)(from * Rate), (int)(seconds * Rate)).ToArray())];
            Assert.All(Analyse(piece).Channels, c => Assert.Equal("good", c.Status));
        }
    }

    [Fact]
    public void Judge_FewElectrodes_SaysWhatWasNotLookedFor()
    {
        var head = Head(60);
        Assert.All(Analyse(head).Channels, c => Assert.Empty(c.Unchecked));
        Assert.All(Analyse(head[..7]).Channels, c => Assert.Equal(["uncorrelated"], c.Unchecked));
        Assert.Equal(["uncorrelated", "bridged"], Assert.Single(Analyse(head[..1]).Channels).Unchecked);
    }

    [Fact]
    public void Judge_ShortChannelBesideALongOne_HasNoVerdictAndNoVote()
    {
        ChannelInfo[] channels =
        [
            MemoryRecording.Channel(0, "C3", "C3", ChannelKind.Eeg, 100, 7000),
            MemoryRecording.Channel(1, "C4", "C4", ChannelKind.Eeg, 200, 1000),
        ];
        using var recording = new MemoryRecording(channels, [Signals.PinkNoise(7000, 12, seed: 1), new double[1000]]);
        var quality = Run(recording);
        Assert.Equal(["good", null], quality.Channels.Select(c => c.Status));
        Assert.Equal("A", quality.Grade);
    }

    [Fact]
    public void ReportJson_TooShort_WritesNullsAndReadsThemBack()
    {
        using var recording = MemoryRecording.Eeg(Rate, Goldens.Labels, Head(6));
        var report = RecordingAnalysis.Run(recording, new AnalysisOptions(), null, TestContext.Current.CancellationToken);
        using var json = new MemoryStream();
        ReportJson.Write(json, report);
        using var document = JsonDocument.Parse(json.ToArray());
        var quality = document.RootElement.GetProperty("quality");
        Assert.Equal(JsonValueKind.Null, quality.GetProperty("grade").ValueKind);
        Assert.Equal("too_short", quality.GetProperty("reason").GetString());
        Assert.Equal(JsonValueKind.Null, quality.GetProperty("usable_fraction").ValueKind);
        Assert.Equal(JsonValueKind.Null, quality.GetProperty("artifacts").ValueKind);
        Assert.Equal(JsonValueKind.Null, quality.GetProperty("channels")[0].GetProperty("status").ValueKind);
        Assert.Equal(60, quality.GetProperty("needs").GetProperty("grade_seconds").GetDouble());
        Assert.Equal("not_available", document.RootElement.GetProperty("omitted").GetProperty("sleep").GetString());
        json.Position = 0;
        Assert.Equal(ReportReasons.TooShort, ReportJson.Read(json).Quality!.Reason);
    }

    [Fact]
    public void ReportJson_WrittenBeforeThereWereReasons_IsStillRead()
    {
        const string Old = """
            {"schema":"halcyon.report/1","recording":{"file_name":"a.edf","format":"EDF","start_time":null,"duration_seconds":1,"channels":[],"annotations":[]},
            "quality":{"grade":"A","usable_fraction":1,"line_frequency_hz":null,"channels":[{"label":"C3","status":"good","reasons":[],"metrics":{}}],"artifacts":[]},
            "spectrum":null,"events":null,"sleep":null,"triage":null,"notice":"n"}
            """;
        var report = ReportJson.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Old)));
        Assert.Equal("A", report.Quality!.Grade);
        Assert.Empty(report.Omitted);
        Assert.Empty(report.Quality.Mains);
        Assert.Empty(report.Quality.Channels[0].Unchecked);
    }

    private static double[][] Head(double seconds, int flat = 0)
    {
        double[][] head = [.. SyntheticRecording.Generate(new SyntheticRecordingOptions { DurationSeconds = seconds, Seed = 5, LineAmplitudeMicrovolts = 0 })
            .Samples.Select(s => (double[])s.Clone())];
        for (var i = 0; i < flat; i++)
            Array.Fill(head[i], 12.5);
        return head;
    }

    private static QualitySection Analyse(double[][] samples)
    {
        using var recording = MemoryRecording.Eeg(Rate, Goldens.Labels[..samples.Length], samples);
        return Run(recording);
    }

    private static QualitySection Run(IRecordingReader recording) =>
        RecordingAnalysis.Run(recording, new AnalysisOptions(), null, TestContext.Current.CancellationToken).Quality!;
}
