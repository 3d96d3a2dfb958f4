using System.Text;
using System.Xml.Linq;
using Halcyon.Recordings.Reports;
using Halcyon.Signals.Analysis;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Reports;
using Halcyon.Signals.Synthetic;
using Xunit;

namespace Halcyon.Recordings.Tests.Reports;

/// <summary>Reports of recordings that were analysed rather than made up.</summary>
public sealed class RealRecordingTests
{
    [Fact]
    public void Write_OfTheDemo_NamesItsBadChannelAndDrawsTheAlphaMap()
    {
        using var recording = new MemoryStream();
        DemoRecording.Write(recording);
        recording.Position = 0;

        var page = Html(Analyse(RecordingFile.Open(recording, "demo.edf")));

        var bad = page.Descendants("ul").Single(list => (string?)list.Attribute("class") == "bad");
        Assert.Contains("T8", Assert.Single(bad.Elements("li")).Value, StringComparison.Ordinal);
        var map = page.Descendants().Single(element => element.Name.LocalName == "title" && element.Value == "Alpha power over the head").Parent!;
        // The demo's alpha rhythm is strongest at the back of the head.
        Assert.Matches("highest .* at (O1|O2|Oz)", map.Elements().Single(element => element.Name.LocalName == "desc").Value);
    }

    [Theory]
    [InlineData("bci/eegmmidb-S001/S001R03.edf", 64)]
    [InlineData("fixtures/edfio/short_psg.edf", 2)]
    [InlineData("fixtures/mne-python/edf/tests/data/test.edf", 136)]
    public void Write_OfARealFile_ListsEveryChannelAndFitsTheSizePromised(string file, int channels)
    {
        string path = Path.Combine(SharedEeg(), file);
        Assert.SkipUnless(File.Exists(path), $"{file} is not among the shared recordings.");

        var report = Analyse(RecordingFile.Open(path));

        var table = Html(report).Descendants("table").Single(element => element.Descendants("th").Any(cell => cell.Value.StartsWith("Delta", StringComparison.Ordinal)));
        Assert.Equal(channels, table.Element("tbody")!.Elements("tr").Count());
        using var pdf = new MemoryStream();
        PdfReport.Write(pdf, report);
        Assert.InRange(pdf.Length, 1, 1_000_000);
    }

    private static RecordingReport Analyse(IRecordingReader reader)
    {
        using (reader)
            return RecordingAnalysis.Run(reader, new AnalysisOptions { Parallelism = 2 }, null, TestContext.Current.CancellationToken);
    }

    private static XDocument Html(RecordingReport report)
    {
        using var stream = new MemoryStream();
        HtmlReport.Write(stream, report);
        return XDocument.Parse(Encoding.UTF8.GetString(stream.ToArray())["<!DOCTYPE html>\n".Length..]);
    }

    private static string SharedEeg()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Halcyon.slnx")))
            folder = folder.Parent;
        return Path.Combine(folder?.Parent?.FullName ?? "", "shared", "data", "eeg");
    }
}
