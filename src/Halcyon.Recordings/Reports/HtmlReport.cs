using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Halcyon.Recordings.Reports.Drawing;
using Halcyon.Recordings.Reports.Figures;
using Halcyon.Recordings.Reports.Fonts;
using Halcyon.Signals.Reports;

namespace Halcyon.Recordings.Reports;

/// <summary>Writes a report as one HTML page that needs nothing but itself: no script, no request, its own typeface.</summary>
public static class HtmlReport
{
    private const double WideFigure = 720;
    private const double NarrowFigure = 328;

    private static readonly Lazy<string> StyleSheet = new(BuildStyleSheet);
    private static readonly Lazy<string> Policy = new(() =>
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(StyleSheet.Value)))}'; font-src data:");

    /// <summary>The Content-Security-Policy that the page carries itself; a server should send the same one with it.</summary>
    public static string ContentSecurityPolicy => Policy.Value;

    /// <summary>Writes UTF-8; the same report always gives the same bytes.</summary>
    public static void Write(Stream stream, RecordingReport report)
    {
        var markup = new HtmlMarkup();
        var view = new ReportView(report);
        using (markup.Open("html", ("lang", ReportWords.Language)))
        {
            WriteHead(markup, report);
            using (markup.Open("body"))
            {
                using (markup.Open("main"))
                    WriteBody(markup, view);
                using (markup.Open("footer"))
                    markup.Element("p", report.Notice);
            }
        }

        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        writer.Write("<!DOCTYPE html>\n");
        writer.Write(markup.ToString());
    }

    private static void WriteHead(HtmlMarkup markup, RecordingReport report)
    {
        using (markup.Open("head"))
        {
            markup.Empty("meta", ("charset", "utf-8"));
            markup.Empty("meta", ("http-equiv", "Content-Security-Policy"), ("content", ContentSecurityPolicy));
            markup.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
            markup.Empty("meta", ("name", "generator"), ("content", ReportWords.Producer));
            markup.Element("title", $"{report.Recording.FileName} · {ReportWords.Kicker}");
            markup.Style(StyleSheet.Value);
        }
    }

    private static void WriteBody(HtmlMarkup markup, ReportView view)
    {
        var report = view.Report;
        using (markup.Open("header"))
        {
            using (markup.Open("p", ("class", "kicker")))
            {
                markup.Element("span", ReportWords.Kicker);
                markup.Element("span", report.Notice, ("class", "notice"));
            }

            using (markup.Open("h1"))
                markup.Isolated(report.Recording.FileName);
            using (markup.Open("dl", ("class", "facts")))
                foreach (var (name, value) in ReportFacts.OfRecording(report.Recording))
                    using (markup.Open("div"))
                    {
                        markup.Element("dt", name);
                        markup.Element("dd", value);
                    }
        }

        WriteQuality(markup, view);
        if (view.Artifacts.Count > 0 || report.Quality is not null)
            WriteArtifacts(markup, view);
        WriteSpectra(markup, view);
        WriteBands(markup, view);
        HtmlTables.WriteEvents(markup, report);
        HtmlTables.WriteAnnotations(markup, report.Recording);
        HtmlTables.WriteChannels(markup, view);
        WriteMethod(markup, view);
    }

    private static void WriteQuality(HtmlMarkup markup, ReportView view)
    {
        using (Section(markup, "quality", ReportWords.QualityHeading))
        {
            if (view.Report.Quality is not { } quality)
            {
                markup.Element("p", QualityFacts.WhyNot(view, "quality"));
                return;
            }

            using (markup.Open("div", ("class", "quality")))
            {
                using (markup.Open("div"))
                {
                    WriteGrade(markup, quality);
                    HtmlTables.WriteBadChannels(markup, view);
                }

                if (QualityHead.Draw(view) is { } head)
                    using (markup.Open("figure", ("class", "head")))
                        markup.Figure(head);
                else if (view.HasEeg && view.PlacedChannels.Count == 0)
                    markup.Element("p", ReportWords.NoHead, ("class", "aside"));
            }
        }
    }

    private static void WriteGrade(HtmlMarkup markup, QualitySection quality)
    {
        using (markup.Open("div", ("class", "grade")))
        {
            markup.Element("p", quality.Grade ?? ReportNumbers.None, ("class", "letter"), ("aria-label", quality.Grade is { } grade ? "Grade " + grade : ReportWords.NoGrade));
            using (markup.Open("div"))
            {
                markup.Element("p", QualityFacts.Grade(quality), ("class", "verdict"));
                if (quality.UsableFraction is { } usable && double.IsFinite(usable))
                    markup.Figure(UsableBar.Draw(usable), "usable");
                markup.Element("p", $"{QualityFacts.Usable(quality)} {QualityFacts.Mains(quality)}");
            }
        }
    }

    private static void WriteArtifacts(HtmlMarkup markup, ReportView view)
    {
        using (Section(markup, "artifacts", ReportWords.ArtifactsHeading))
        {
            if (view.Artifacts.Count == 0)
            {
                markup.Element("p", view.Report.Quality is { Artifacts: null } quality ? QualityFacts.NoArtifactSearch(quality) : ReportWords.NoArtifacts);
                return;
            }

            using (markup.Open("figure"))
            {
                WriteBothWidths(markup, width => ArtifactTimeline.Draw(view, width));
                HtmlTables.WriteArtifacts(markup, view);
            }
        }
    }

    private static void WriteSpectra(HtmlMarkup markup, ReportView view)
    {
        if (!view.HasEeg && view.Report.Quality is null && view.Spectra.Count == 0)
            return;
        using (Section(markup, "spectra", ReportWords.SpectrumHeading))
        {
            var scale = new SpectrumScale(view);
            if (view.Spectra.Count == 0 || scale.IsEmpty)
            {
                markup.Element("p", QualityFacts.WhyNot(view, "spectrum"));
                return;
            }

            using (markup.Open("figure"))
                WriteBothWidths(markup, width => SpectrumChart.Draw(view, scale, width));
            if (view.Spectra.Count > SpectrumTile.MostTiles)
            {
                markup.Element("p", ReportWords.ManyTiles, ("class", "aside"));
                return;
            }

            if (view.Spectra.Count < 2)
                return;
            markup.Element("h3", ReportWords.ChannelSpectraHeading);
            var good = view.Spectra.Where(spectrum => !spectrum.IsBad).Select(spectrum => scale.Points(spectrum.Density)).ToList();
            var middle = good.Count >= SpectrumChart.FewestForMiddle ? SpectrumChart.Middle(good, 0.5) : null;
            using (markup.Open("div", ("class", "tiles")))
                foreach (var spectrum in view.Spectra)
                    markup.Figure(SpectrumTile.Draw(spectrum, scale, middle));
        }
    }

    private static void WriteBands(HtmlMarkup markup, ReportView view)
    {
        if (view.Bands.Count == 0)
            return;
        var maps = TopographicMaps.TryCreate(view);
        using (Section(markup, "bands", maps is null ? ReportWords.BandBarsHeading : ReportWords.MapsHeading))
        {
            if (maps is not null)
            {
                using (markup.Open("div", ("class", "maps")))
                    foreach (var band in Enum.GetValues<Band>().Where(maps.Has))
                        markup.Figure(maps.Draw(band));
                if (view.PlacedChannels.Any(channel => channel.IsBad))
                    markup.Element("p", ReportWords.CrossedOut, ("class", "aside"));
            }
            else
            {
                if (view.HasEeg)
                    markup.Element("p", BandBars.Explain(view), ("class", "aside"));
                var rows = view.Bands.Take(BandBars.MostChannels).ToList();
                using (markup.Open("figure"))
                    WriteBothWidths(markup, width => BandBars.Draw(rows, width));
            }

            HtmlTables.WriteBands(markup, view);
        }
    }

    private static void WriteMethod(HtmlMarkup markup, ReportView view)
    {
        using (Section(markup, "method", ReportWords.MethodHeading))
        using (markup.Open("dl", ("class", "method")))
            foreach (var (name, words) in ReportFacts.Method(view))
            {
                markup.Element("dt", name);
                markup.Element("dd", words);
            }
    }

    /// <summary>A wide and a narrow drawing of the same figure; the style sheet shows the one that fits.</summary>
    private static void WriteBothWidths(HtmlMarkup markup, Func<double, Scene> draw)
    {
        markup.Figure(draw(WideFigure), "chart wide");
        markup.Figure(draw(NarrowFigure), "chart narrow");
    }

    internal static HtmlMarkup.Closing Section(HtmlMarkup markup, string id, string heading)
    {
        var closing = markup.Open("section", ("aria-labelledby", id));
        markup.Element("h2", heading, ("id", id));
        return closing;
    }

    private static string BuildStyleSheet()
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("Halcyon.Recordings.Reports.report.css")
            ?? throw new InvalidOperationException("The build did not embed report.css.");
        using var reader = new StreamReader(stream);
        string face = string.Create(CultureInfo.InvariantCulture,
            $"@font-face{{font-family:\"{ReportFonts.Family}\";font-weight:100 900;src:url(data:font/woff2;base64,{ReportFonts.WebFontBase64}) format(\"woff2\")}}\n");
        return "\n" + face + Palette.StyleRules() + reader.ReadToEnd();
    }
}
