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
