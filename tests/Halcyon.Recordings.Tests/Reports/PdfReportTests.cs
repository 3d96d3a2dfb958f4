using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Halcyon.Recordings.Reports;
using Halcyon.Signals.Reports;
using Xunit;

namespace Halcyon.Recordings.Tests.Reports;

public sealed partial class PdfReportTests
{
    public static TheoryData<string> Samples => [.. SampleReports.All.Keys];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Write_AnyReport_HasATrueTableAndVectorPagesOnly(string sample)
    {
        byte[] pdf = Pdf(SampleReports.All[sample]());

        string file = Encoding.Latin1.GetString(pdf);
        Assert.StartsWith("%PDF-1.7\n", file, StringComparison.Ordinal);
        Assert.EndsWith("%%EOF\n", file, StringComparison.Ordinal);
        int table = Number(StartOfTable().Match(file));
        Assert.Equal("xref", file.Substring(table, 4));
        var offsets = TableEntry().Matches(file[table..]).Select(entry => Number(entry)).ToList();
        Assert.All(offsets.Index(), entry => Assert.Equal($"{entry.Index + 1} 0 obj", file.Substring(entry.Item, $"{entry.Index + 1} 0 obj".Length)));
        Assert.DoesNotContain("/Image", file, StringComparison.Ordinal);
        Assert.All(Streams(pdf).Where(stream => stream.StartsWith("1 0 0 -1", StringComparison.Ordinal)), page =>
        {
            Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
            Assert.DoesNotContain("∞", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Infinity", page, StringComparison.Ordinal);
        });
        Assert.InRange(pdf.Length, 1, 1_000_000);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Write_AnyReport_CarriesTheNoticeAndItsNumberOnEachPage(string sample)
    {
        SkipWithoutPoppler();

        string[] pages = TextOf(Pdf(SampleReports.All[sample]())).Split('\f', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(pages.Index(), page =>
        {
            Assert.Contains(RecordingReport.NoticeText, page.Item, StringComparison.Ordinal);
            Assert.Contains(ReportWords.PageOf(page.Index + 1, pages.Length), page.Item, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Write_UsualReport_HasThreePagesOfSelectableText()
    {
        SkipWithoutPoppler();

        string text = TextOf(Pdf(SampleReports.Usual()));

        Assert.Equal(3, text.Split('\f', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("demo.edf", text, StringComparison.Ordinal);
        Assert.Contains("5 March 2024, 09:41:07", text, StringComparison.Ordinal);
        Assert.Contains("flat for 97 % of the time, standard deviation 0.31 µV", text.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Contains("alpha peak 10.1 Hz", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_CharactersOutsideTheTypeface_AreShownAsMissingAndExplained()
    {
        SkipWithoutPoppler();

        string text = TextOf(Pdf(SampleReports.All["non-Latin names"]()));

        Assert.Contains("□□ <b>файл</b> & \"ελ\".edf", text, StringComparison.Ordinal);
        Assert.Contains("Ελλάδα", text, StringComparison.Ordinal);
        Assert.Contains("drawn as □", text, StringComparison.Ordinal);
        Assert.DoesNotContain("drawn as □", TextOf(Pdf(SampleReports.Usual())), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_SectionsThatAreNull_AreLeftOutWithASentence()
    {
        SkipWithoutPoppler();

        string text = TextOf(Pdf(SampleReports.Usual() with { Quality = null, Spectrum = null }));

        Assert.Contains(ReportWords.NoQuality, text, StringComparison.Ordinal);
        Assert.Contains(ReportWords.NoSpectrum, text, StringComparison.Ordinal);
        Assert.DoesNotContain("µV²", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytesUnlessTheDateDiffers()
    {
        var report = SampleReports.Usual();
        var noon = new DateTimeOffset(2024, 3, 5, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal(Pdf(report), Pdf(report));
        Assert.Equal(Pdf(report, noon), Pdf(report, noon));
        Assert.NotEqual(Pdf(report, noon), Pdf(report, noon.AddDays(1)));
        Assert.Contains("/CreationDate (D:20240305120000Z)", Encoding.Latin1.GetString(Pdf(report, noon)), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_TenThousandArtifacts_StaysSmall()
    {
        byte[] many = Pdf(SampleReports.Create(SampleReports.TenTwenty, durationSeconds: 28_800, artifacts: 10_000));

        Assert.InRange(many.Length, 1, 400_000);
    }

    private static byte[] Pdf(RecordingReport report, DateTimeOffset? createdAt = null)
    {
        using var stream = new MemoryStream();
        PdfReport.Write(stream, report, createdAt);
        return stream.ToArray();
    }

    private static IEnumerable<string> Streams(byte[] pdf)
    {
        foreach (Match match in StreamLength().Matches(Encoding.Latin1.GetString(pdf)))
        {
            using var packed = new MemoryStream(pdf, match.Index + match.Length, Number(match));
            using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
            using var reader = new StreamReader(zlib, Encoding.Latin1);
            yield return reader.ReadToEnd();
        }
    }

    private static int Number(Match match) => int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);

    private static void SkipWithoutPoppler() =>
        Assert.SkipUnless(File.Exists("/usr/bin/pdftotext"), "pdftotext (poppler-utils) is not installed.");

    private static string TextOf(byte[] pdf)
    {
        string path = Path.Combine(Path.GetTempPath(), $"halcyon-report-{Guid.NewGuid():N}.pdf");
        try
        {
            File.WriteAllBytes(path, pdf);
            using var process = Process.Start(new ProcessStartInfo("/usr/bin/pdftotext", ["-enc", "UTF-8", "-layout", path, "-"])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
            })!;
            string text = process.StandardOutput.ReadToEnd();
            Assert.Equal("", process.StandardError.ReadToEnd());
            process.WaitForExit();
            return text;
        }
        finally
        {
            File.Delete(path);
        }
    }

    [GeneratedRegex(@"startxref\n(?<number>\d+)\n", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex StartOfTable();

    [GeneratedRegex(@"(?<number>\d{10}) 00000 n ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex TableEntry();

    [GeneratedRegex(@"/Filter /FlateDecode /Length (?<number>\d+) [^>]*>>\nstream\n", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex StreamLength();
}
