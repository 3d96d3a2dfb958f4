using Halcyon.Recordings.Reports.Drawing;
using Halcyon.Recordings.Reports.Figures;
using Halcyon.Recordings.Reports.Pdf;
using Halcyon.Signals.Reports;

namespace Halcyon.Recordings.Reports;

/// <summary>Writes a report as A4 pages for print and for the file: plots as vectors, text that can be selected.</summary>
public static class PdfReport
{
    // Figures are drawn larger than they are printed, which makes their lettering a little smaller than the text.
    private const double FigureScale = 0.8;

    // About one row of small charts, so that the large one above is never parted from them.
    private const double TileRowHeight = 60;

    /// <param name="createdAt">Goes into the document's properties; without it the same report always gives the same bytes.</param>
    public static void Write(Stream stream, RecordingReport report, DateTimeOffset? createdAt = null)
    {
        var document = new PdfDocument();
        var view = new ReportView(report);
        var pages = new PdfPages(document);
        WriteHeader(pages, report);
        WriteQuality(pages, view);
        WriteArtifacts(pages, view);
        WriteBands(pages, view);
        WriteSpectra(pages, view);
        if (view.Bands.Count > 0)
            PdfTables.WriteBands(pages, view);
        PdfTables.WriteEvents(pages, report);
        PdfTables.WriteAnnotations(pages, report.Recording);
        WriteMethod(pages, view);
        pages.Finish(report.Notice, report.Recording.FileName);
        document.Save(stream, $"{PlainText.Clean(report.Recording.FileName)} · {ReportWords.Kicker}", PlainText.Clean(report.Notice), createdAt);
    }

    private static void WriteHeader(PdfPages pages, RecordingReport report)
    {
        pages.Skip(8);
        pages.Line(PdfPages.Left, ReportWords.Kicker, 8.5, Paint.Muted);
        pages.Line(PdfPages.Left + PdfPages.Width, report.Notice, 8.5, Paint.Muted, Anchor.End);
        pages.Skip(12);
        pages.Paragraph(PdfPages.Left, PdfPages.Width, report.Recording.FileName, 20, Paint.Ink, strong: true, mostLines: 3);
        pages.Skip(12);
        var facts = ReportFacts.OfRecording(report.Recording);
        var widths = facts.Select(fact => Math.Max(PdfPages.Measure(fact.Value, 9), PdfPages.Measure(fact.Name, 7.5)) + 1).ToList();
        while (widths.Sum() > PdfPages.Width - 16 * facts.Count)
            widths[widths.IndexOf(widths.Max())] *= 0.9;
        double gap = Math.Clamp((PdfPages.Width - widths.Sum()) / Math.Max(facts.Count - 1, 1), 8, 60);
        double x = PdfPages.Left, top = pages.Y, lowest = top;
        for (int index = 0; index < facts.Count; index++)
        {
            double width = widths[index];
            pages.MoveTo(top);
            pages.Paragraph(x, width, facts[index].Name, 7.5, Paint.Muted);
            pages.Paragraph(x, width, facts[index].Value, 9, Paint.Ink, mostLines: 4);
            lowest = Math.Max(lowest, pages.Y);
            x += width + gap;
        }

        pages.MoveTo(lowest);
    }

    private static void WriteQuality(PdfPages pages, ReportView view)
    {
        pages.Heading(ReportWords.QualityHeading, 120);
        if (view.Report.Quality is not { } quality)
        {
            pages.Paragraph(PdfPages.Left, PdfPages.Width, QualityFacts.WhyNot(view, "quality"), 9, Paint.Ink);
            return;
        }

        const double HeadWidth = 190;
        var head = QualityHead.Draw(view);
        double width = head is null ? PdfPages.Width : PdfPages.Width - HeadWidth - 24, top = pages.Y;
        if (head is not null)
            pages.Figure(head, PdfPages.Left + PdfPages.Width - HeadWidth, HeadWidth);
        WriteGrade(pages, quality, width);
        double headBottom = head is null ? 0 : top + PdfPages.HeightOf(head, HeadWidth);
        PdfTables.WriteBadChannels(pages, view, width, headBottom);
        if (head is null && view.HasEeg && view.PlacedChannels.Count == 0)
            pages.Paragraph(PdfPages.Left, PdfPages.Width, ReportWords.NoHead, 8, Paint.Muted);
    }

    private static void WriteGrade(PdfPages pages, QualitySection quality, double width)
    {
        const double Box = 46;
        double top = pages.Y, text = PdfPages.Left + Box + 14;
        var badge = new Scene(Box, Box, "", "");
        badge.Rectangle(0, 0, Box, Box, new Paint(Tone.AccentSoft), 7);
        badge.Text(new Spot(Box / 2, 32.5), quality.Grade ?? ReportNumbers.None, 26, Paint.Ink, Anchor.Middle, strong: true);
        pages.Figure(badge, PdfPages.Left, Box);
        pages.Paragraph(text, width - Box - 14, QualityFacts.Grade(quality), 9.5, Paint.Ink, strong: true);
        pages.Skip(4);
        if (quality.UsableFraction is { } usable && double.IsFinite(usable))
        {
            pages.Figure(UsableBar.Draw(usable, 200), text, Math.Min(200, width - Box - 14));
            pages.Skip(11);
        }

        pages.Paragraph(text, width - Box - 14,
            $"{QualityFacts.Usable(quality)} {QualityFacts.Mains(quality)}", 9, Paint.Ink);
        pages.MoveTo(Math.Max(pages.Y, top + Box) + 10);
    }

    private static void WriteArtifacts(PdfPages pages, ReportView view)
    {
        if (view.Report.Quality is not { } quality)
            return;
        if (view.Artifacts.Count == 0)
        {
            pages.Heading(ReportWords.ArtifactsHeading, 20);
            pages.Paragraph(PdfPages.Left, PdfPages.Width, quality.Artifacts is null ? QualityFacts.NoArtifactSearch(quality) : ReportWords.NoArtifacts, 9, Paint.Ink);
            return;
        }

        var strips = ArtifactTimeline.Draw(view, PdfPages.Width / FigureScale);
        double height = PdfPages.HeightOf(strips, PdfPages.Width);
        pages.Heading(ReportWords.ArtifactsHeading, height);
        pages.Figure(strips, PdfPages.Left, PdfPages.Width);
        pages.Skip(height);
    }

    private static void WriteSpectra(PdfPages pages, ReportView view)
    {
        if (!view.HasEeg && view.Report.Quality is null && view.Spectra.Count == 0)
            return;
        var scale = new SpectrumScale(view);
        if (view.Spectra.Count == 0 || scale.IsEmpty)
        {
            pages.Heading(ReportWords.SpectrumHeading, 20);
            pages.Paragraph(PdfPages.Left, PdfPages.Width, QualityFacts.WhyNot(view, "spectrum"), 9, Paint.Ink);
            return;
        }

        var chart = SpectrumChart.Draw(view, scale, PdfPages.Width / FigureScale);
        double height = PdfPages.HeightOf(chart, PdfPages.Width);
        pages.Heading(ReportWords.SpectrumHeading, height + TileRowHeight);
        pages.Figure(chart, PdfPages.Left, PdfPages.Width);
        pages.Skip(height);
        if (view.Spectra.Count > SpectrumTile.MostTiles)
            pages.Paragraph(PdfPages.Left, PdfPages.Width, ReportWords.ManyTiles, 8, Paint.Muted);
        else if (view.Spectra.Count > 1)
            WriteTiles(pages, view, scale);
    }

    private static void WriteTiles(PdfPages pages, ReportView view, SpectrumScale scale)
    {
        const double Gap = 11, TileScale = 0.66;
        int columns = view.Spectra.Count <= 24 ? 6 : 8;
        double width = (PdfPages.Width - (columns - 1) * Gap) / columns;
        var good = view.Spectra.Where(spectrum => !spectrum.IsBad).Select(spectrum => scale.Points(spectrum.Density)).ToList();
        var middle = good.Count >= SpectrumChart.FewestForMiddle ? SpectrumChart.Middle(good, 0.5) : null;
        double height = 0;
        for (int index = 0; index < view.Spectra.Count; index++)
        {
            var tile = SpectrumTile.Draw(view.Spectra[index], scale, middle, width / TileScale);
            height = PdfPages.HeightOf(tile, width);
            int column = index % columns;
            if (column == 0)
            {
                pages.Skip(index == 0 ? 4 : height + 9);
                pages.Need(height);
            }

            pages.Figure(tile, PdfPages.Left + column * (width + Gap), width);
        }

        pages.Skip(height);
    }

    private static void WriteBands(PdfPages pages, ReportView view)
    {
        if (view.Bands.Count == 0)
            return;
        if (TopographicMaps.TryCreate(view) is { } maps)
            WriteMaps(pages, view, maps);
        else
            WriteBars(pages, view);
    }

    private static void WriteMaps(PdfPages pages, ReportView view, TopographicMaps maps)
    {
        const double Gap = 8;
        double width = (PdfPages.Width - 4 * Gap) / 5, height = 0, x = PdfPages.Left;
        foreach (var band in Enum.GetValues<Band>().Where(maps.Has))
        {
            var map = maps.Draw(band);
            if (height == 0)
                pages.Heading(ReportWords.MapsHeading, PdfPages.HeightOf(map, width) + 20);
            height = PdfPages.HeightOf(map, width);
            pages.Figure(map, x, width);
            x += width + Gap;
        }

        pages.Skip(height);
        if (view.PlacedChannels.Any(channel => channel.IsBad))
            pages.Paragraph(PdfPages.Left, PdfPages.Width, ReportWords.CrossedOut, 8, Paint.Muted);
    }

    private static void WriteBars(PdfPages pages, ReportView view)
    {
        var bars = BandBars.Draw([.. view.Bands.Take(BandBars.MostChannels)], PdfPages.Width / FigureScale);
        double height = PdfPages.HeightOf(bars, PdfPages.Width);
        pages.Heading(ReportWords.BandBarsHeading, height + 24);
        if (view.HasEeg)
            pages.Paragraph(PdfPages.Left, PdfPages.Width, BandBars.Explain(view), 8, Paint.Muted);
        pages.Skip(4);
        pages.Figure(bars, PdfPages.Left, PdfPages.Width);
        pages.Skip(height);
    }

    private static void WriteMethod(PdfPages pages, ReportView view)
    {
        const double NameWidth = 74, Size = 8;
        var method = ReportFacts.Method(view).ToList();
        if (pages.Document.HasMissingCharacters)
            method.Add((ReportWords.Text, ReportWords.MissingCharacters));
        pages.Heading(ReportWords.MethodHeading, 60);
        foreach (var (name, words) in method)
        {
            pages.Need(PdfPages.HeightOf(words, PdfPages.Width - NameWidth, Size));
            double top = pages.Y;
            pages.Paragraph(PdfPages.Left, NameWidth, name, Size, Paint.Muted);
            pages.MoveTo(top);
            pages.Paragraph(PdfPages.Left + NameWidth, PdfPages.Width - NameWidth, words, Size, Paint.Ink);
            pages.Skip(3);
        }
    }
}
