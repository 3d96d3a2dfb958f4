using System.Text;
using System.Xml.Linq;
using Halcyon.Recordings.Reports;
using Halcyon.Signals.Reports;
using Xunit;

namespace Halcyon.Recordings.Tests.Reports;

public sealed class HtmlReportTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Samples => [.. SampleReports.All.Keys];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Write_AnyReport_IsWellFormedAndNeedsNothingElse(string sample)
    {
        string html = Html(SampleReports.All[sample]());

        var page = Parse(html);
        Assert.Equal("en", page.Root!.Attribute("lang")!.Value);
        Assert.Single(page.Descendants("h1"));
        Assert.Empty(page.Descendants("script"));
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName is "src" or "href" or "style"
            || attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", html.Replace(Svg.NamespaceName, "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(RecordingReport.NoticeText, page.Root.Value, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Write_EveryFigure_SaysWhatItIs(string sample)
    {
        var figures = Parse(Html(SampleReports.All[sample]())).Descendants(Svg + "svg").ToList();

        Assert.All(figures, figure =>
        {
            Assert.Equal("img", figure.Attribute("role")!.Value);
            Assert.False(string.IsNullOrWhiteSpace(figure.Element(Svg + "title")!.Value));
        });
    }

    [Fact]
    public void Write_BandThatWasNotMeasured_IsADashAndNoMap()
    {
        var report = SampleReports.Usual();
        var spectrum = report.Spectrum!;
        var slow = report with
        {
            Spectrum = spectrum with
            {
                BandPowerMicrovoltsSquared = spectrum.BandPowerMicrovoltsSquared.ToDictionary(
                    pair => pair.Key, pair => pair.Value with { Gamma = null }, StringComparer.Ordinal),
            },
        };

        Assert.Equal(5, Maps(Parse(Html(report))));
        var page = Parse(Html(slow));
        Assert.Equal(4, Maps(page));
        var rows = page.Descendants("table").Single(table => table.Value.Contains("Gamma", StringComparison.Ordinal)).Descendants("tr").Skip(1).ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.StartsWith(ReportNumbers.None, row.Elements("td").ElementAt((int)Band.Gamma).Value, StringComparison.Ordinal));

        static int Maps(XDocument page) => page.Descendants("div").Single(div => div.Attribute("class")?.Value == "maps").Elements(Svg + "svg").Count();
    }

    [Theory]
    [InlineData(null, "unless the analysis was asked")]
    [InlineData("none", "no other reference was applied")]
    [InlineData("average", "less the mean of the EEG channels that are not bad")]
    [InlineData("A1,A2", "less the mean of A1, A2")]
    public void Write_Reference_IsSaidInTheMethod(string? reference, string words)
    {
        var report = SampleReports.Usual();

        var page = Parse(Html(report with { Spectrum = report.Spectrum! with { Reference = reference } }));

        Assert.Contains(words, page.Descendants("dl").Last().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ChannelsWithoutTheReference_AreNamed()
    {
        var report = SampleReports.Usual();
        Assert.DoesNotContain("As recorded are", Parse(Html(report)).Root!.Value, StringComparison.Ordinal);

        var page = Parse(Html(report with { Spectrum = report.Spectrum! with { NotReferenced = ["C3-P3", "O1-O2"] } }));

        Assert.Contains("As recorded are C3-P3, O1-O2: measured between two electrodes", page.Descendants("dl").Last().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OneLabelTwice_TellsTheChannelsApart()
    {
        var report = SampleReports.Create(["C3", "C3 (2)", "Cz"], bad: ["C3 (2)"]);
        report = report with
        {
            Recording = report.Recording with { Channels = [.. report.Recording.Channels.Select(c => c with { Label = c.Label.Replace(" (2)", "", StringComparison.Ordinal) })] },
        };

        var rows = Parse(Html(report)).Descendants("table").Last().Descendants("tr").Skip(1)
            .Select(row => (row.Elements().First().Value.Trim(), row.Elements().Last().Value.Trim()));

        Assert.Equal([("C3", "good"), ("C3 (2)", "bad"), ("Cz", "good")], rows);
    }

    [Fact]
    public void Write_HostileNames_StayText()
    {
        const string Attack = "\"><script>alert(1)</script>'&<img src=x onerror=alert(1)>\u202Egpj.\u0000\u0007\uD800\uFFFF";
        var report = SampleReports.Create([Attack, "Cz"], bad: [Attack], fileName: Attack);
        report = report with
        {
            Recording = report.Recording with
            {
                Format = Attack,
                StartTime = Attack,
                Annotations = [new ReportAnnotation(0, 0, Attack)],
            },
            Quality = report.Quality! with { Artifacts = [new ArtifactSegment(Attack, 1, 1, [Attack])], Grade = Attack },
            Events = [new ReportEvent(Attack, 1, 1, [Attack], 0.5)],
        };

        var page = Parse(Html(report));

        Assert.Empty(page.Descendants("script"));
        Assert.Empty(page.Descendants("img"));
        Assert.Contains("<script>alert(1)</script>", page.Descendants("h1").Single().Value, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', page.Root!.Value);
    }

    [Fact]
    public void Write_SectionsThatAreNull_AreLeftOutWithASentence()
    {
        var report = SampleReports.Usual();

        var page = Parse(Html(report with { Quality = null, Spectrum = null }));

        Assert.Contains(ReportWords.NoQuality, page.Root!.Value, StringComparison.Ordinal);
        Assert.Contains(ReportWords.NoSpectrum, page.Root.Value, StringComparison.Ordinal);
        Assert.Empty(page.Descendants(Svg + "svg"));
        Assert.DoesNotContain(ReportWords.EventsHeading, page.Descendants("h2").Select(heading => heading.Value));
    }

    [Fact]
    public void Write_UsualReport_ShowsGradeBadChannelsMapsAndTable()
    {
        var page = Parse(Html(SampleReports.Usual()));

        string words = page.Root!.Value;
        Assert.Contains(ReportWords.Grade("B"), words, StringComparison.Ordinal);
        Assert.Contains(ReportWords.Reason("flat"), words, StringComparison.Ordinal);
        Assert.Contains("flat for 97 % of the time, standard deviation 0.31 µV", words.Replace(ReportNumbers.NoBreak, ' '), StringComparison.Ordinal);
        var titles = page.Descendants(Svg + "title").Select(title => title.Value).ToList();
        Assert.Equal(5, titles.Count(title => title.EndsWith("power over the head", StringComparison.Ordinal)));
        var rows = page.Descendants("table").Last(table => table.Descendants("th").Any(cell => cell.Value.StartsWith("Delta", StringComparison.Ordinal)))
            .Descendants("tbody").Single().Elements("tr");
        Assert.Equal(SampleReports.TenTwenty.Length, rows.Count());
    }

    [Fact]
    public void Write_TooShort_SaysSoAndCallsNothingGood()
    {
        var page = Parse(Html(SampleReports.TooShort()));

        string words = page.Root!.Value.Replace(ReportNumbers.NoBreak, ' ');
        Assert.Contains("Too short to judge: 6 s of EEG, and a grade takes 1 min.", words, StringComparison.Ordinal);
        Assert.Contains("No channel is judged: a verdict takes 10 s", words, StringComparison.Ordinal);
        Assert.Contains("Artifacts were not looked for: that takes 10 s of EEG.", words, StringComparison.Ordinal);
        Assert.Contains("Mains at 50 Hz or 60 Hz cannot be judged: the recording is too short.", words, StringComparison.Ordinal);
        Assert.Equal(ReportWords.NoGrade, (string?)page.Descendants("p").Single(p => (string?)p.Attribute("class") == "letter").Attribute("aria-label"));
        Assert.DoesNotContain(page.Descendants(Svg + "title"), title => title.Value.Contains("quality", StringComparison.Ordinal));
    }

    [Fact]
    public void Write_AllBad_SaysThatNoChannelIsGoodInsteadOfAShareOfNone()
    {
        string words = Parse(Html(SampleReports.Create(["C3", "C4"], bad: ["C3", "C4"]))).Root!.Value;

        Assert.Contains(ReportWords.NoneGood, words, StringComparison.Ordinal);
        Assert.DoesNotContain("of the good channels' time", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no_signals", "This file holds annotations only")]
    [InlineData("eeg_not_measurable", "The EEG channels are no voltages")]
    [InlineData("too_short", "not one whole second of EEG")]
    [InlineData("not_asked", "Quality was not part of this analysis")]
    public void Write_WithoutQuality_SaysWhy(string reason, string words)
    {
        var report = SampleReports.Usual() with
        {
            Quality = null,
            Spectrum = null,
            Omitted = new Dictionary<string, string>(StringComparer.Ordinal) { ["quality"] = reason, ["spectrum"] = reason },
        };

        Assert.Contains(words, Parse(Html(report)).Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Mains_GivesLevelAndFigures()
    {
        var report = SampleReports.Usual();
        string Words(params MainsReading[] mains) => QualityFacts.Mains(report.Quality! with { Mains = mains }).Replace(ReportNumbers.NoBreak, ' ');
        var none = new MainsReading(50, "none", null, 64, 0, 1.05, 0.213, 0.9, "O1");
        var low = new MainsReading(60, null, ReportReasons.SamplingRateTooLow);

        Assert.Equal(
            "Weak mains interference at 60 Hz: in 56 of 64 channels, median 1.21 µV, highest 2.2 µV (F4).",
            Words(none, new MainsReading(60, "weak", null, 64, 56, 4.62, 1.21, 2.2, "F4")));
        Assert.Equal("No mains interference at 50 Hz (median 0.213 µV). Mains at 60 Hz cannot be judged: the sampling rate is too low.", Words(none, low));
    }

    [Fact]
    public void Write_LabelsThatHoldElectrodes_ShowsTheElectrodeAndKeepsTheLabelInTheList()
    {
        var page = Parse(Html(SampleReports.Create(["Fc5.", "C3..", "EOG horizontal"], bad: ["Fc5."])));

        Assert.Equal("FC5", page.Descendants("ul").Single(list => (string?)list.Attribute("class") == "bad").Descendants("bdi").Single().Value);
        var bands = page.Descendants("table").First(table => table.Descendants("th").Any(cell => cell.Value.StartsWith("Delta", StringComparison.Ordinal)));
        Assert.Equal(["FC5", "C3", "EOG horizontal"], bands.Element("tbody")!.Descendants("bdi").Select(cell => cell.Value));
        Assert.Equal(["Fc5.", "C3..", "EOG horizontal"], page.Descendants("table").Last().Element("tbody")!.Descendants("bdi").Select(cell => cell.Value));
    }

    [Fact]
    public void Write_UnknownElectrodeNames_DrawsBarsInsteadOfMaps()
    {
        var titles = Parse(Html(SampleReports.Create(["One", "Two", "Three", "Four"]))).Descendants(Svg + "title").Select(title => title.Value).ToList();

        Assert.Contains(ReportWords.BandBarsHeading, titles);
        Assert.DoesNotContain(titles, title => title.Contains("over the head", StringComparison.Ordinal));
    }

    [Fact]
    public void Write_MoreAnnotationsThanFit_SaysHowMany()
    {
        var page = Parse(Html(SampleReports.Create(["Cz"], annotations: ReportFacts.MostAnnotations + 17)));

        Assert.Contains("and 17 more", page.Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_TenThousandArtifacts_StaysSmall()
    {
        string few = Html(SampleReports.Create(SampleReports.TenTwenty, durationSeconds: 28_800, artifacts: 10));
        string many = Html(SampleReports.Create(SampleReports.TenTwenty, durationSeconds: 28_800, artifacts: 10_000));

        Assert.InRange(many.Length - few.Length, 0, 200_000);
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytes() => Assert.Equal(Html(SampleReports.Usual()), Html(SampleReports.Usual()));

    [Fact]
    public void ContentSecurityPolicy_OfThePage_MatchesItsStyleSheet()
    {
        var page = Parse(Html(SampleReports.Usual()));

        string style = page.Descendants("style").Single().Value;
        string hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        Assert.Contains($"'sha256-{hash}'", HtmlReport.ContentSecurityPolicy, StringComparison.Ordinal);
        Assert.Equal(HtmlReport.ContentSecurityPolicy, page.Descendants("meta")
            .Single(meta => meta.Attribute("http-equiv") is not null).Attribute("content")!.Value);
    }

    private static string Html(RecordingReport report)
    {
        using var stream = new MemoryStream();
        HtmlReport.Write(stream, report);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static XDocument Parse(string html)
    {
        const string Doctype = "<!DOCTYPE html>\n";
        Assert.StartsWith(Doctype, html, StringComparison.Ordinal);
        return XDocument.Parse(html[Doctype.Length..], LoadOptions.PreserveWhitespace);
    }
}
