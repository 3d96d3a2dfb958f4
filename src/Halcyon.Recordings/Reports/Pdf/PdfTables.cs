using Halcyon.Recordings.Reports.Drawing;
using Halcyon.Recordings.Reports.Fonts;
using Halcyon.Signals.Reports;

namespace Halcyon.Recordings.Reports.Pdf;

/// <summary>The lists and tables of the PDF.</summary>
internal static class PdfTables
{
    private const double RowHeight = 12.5;
    private const double Size = 8;
    private const double TimeWidth = 92;
    private const double HalfWidth = 240;

    /// <param name="besideHead">Lines are this wide until <paramref name="headBottom"/>, then as wide as the page.</param>
    public static void WriteBadChannels(PdfPages pages, ReportView view, double besideHead, double headBottom)
    {
        const double LabelWidth = 76;
        pages.Paragraph(PdfPages.Left, besideHead, QualityFacts.Verdicts(view), 9, Paint.Ink, strong: true);
        if (QualityFacts.NotCompared(view) is { } notCompared)
            pages.Paragraph(PdfPages.Left, besideHead, notCompared, 8, Paint.Muted);
        pages.Skip(5);
        foreach (var channel in view.BadChannels)
        {
            pages.Need(34);
            double width = pages.Y < headBottom ? besideHead : PdfPages.Width;
            pages.Rule(PdfPages.Left, PdfPages.Left + width);
            pages.Skip(5);
            double top = pages.Y;
            pages.Paragraph(PdfPages.Left, LabelWidth - 8, channel.Label, 9, Paint.Bad, strong: true, mostLines: 2);
            double labelBottom = pages.Y;
            pages.MoveTo(top);
            foreach (var (words, measures) in ReportFacts.Reasons(channel))
            {
                pages.Paragraph(PdfPages.Left + LabelWidth, width - LabelWidth, words + ".", 8.5, Paint.Ink);
                if (measures.Length > 0)
                    pages.Paragraph(PdfPages.Left + LabelWidth, width - LabelWidth, measures, 7.5, Paint.Muted);
            }

            pages.MoveTo(Math.Max(pages.Y, labelBottom) + 4);
        }

        if (pages.Y < headBottom)
            pages.MoveTo(headBottom);
    }

    public static void WriteBands(PdfPages pages, ReportView view)
    {
        // A table that fits one page is not torn in two.
        const double PageOfRows = 700;
        double rowHeight = Math.Clamp(PageOfRows / Math.Max(view.Bands.Count, 1), 10.6, RowHeight), whole = view.Bands.Count * rowHeight;
        pages.Heading($"{ReportWords.BandTableHeading}, {ReportWords.PowerUnit}", whole <= PageOfRows ? whole : 60);
        WriteBandHeadings(pages);
        foreach (var row in view.Bands)
        {
            if (pages.Need(rowHeight))
                WriteBandHeadings(pages);
            double top = pages.Y;
            pages.MoveTo(top + rowHeight * 0.71);
            WriteBandCells(pages, row);
            pages.MoveTo(top + rowHeight);
            pages.Rule(PdfPages.Left, PdfPages.Left + PdfPages.Width);
        }

        pages.Skip(4);
    }

    private static double BandColumn(int index) => PdfPages.Left + 132 + index * 68;

    private static void WriteBandHeadings(PdfPages pages)
    {
        pages.Skip(6);
        pages.Line(PdfPages.Left, ReportWords.Channel, 7.5, Paint.Muted);
        foreach (var band in Enum.GetValues<Band>())
        {
            pages.Line(BandColumn((int)band), ReportWords.BandName(band), 7.5, Paint.Muted, Anchor.End);
            pages.Line(BandColumn((int)band) + 24, "%", 7.5, Paint.Muted, Anchor.End);
        }

        pages.Line(PdfPages.Left + 474, ReportWords.Total, 7.5, Paint.Muted, Anchor.End);
        pages.Line(PdfPages.Left + PdfPages.Width, "α Hz", 7.5, Paint.Muted, Anchor.End);
        pages.Skip(5);
        pages.Rule(PdfPages.Left, PdfPages.Left + PdfPages.Width);
    }

    private static void WriteBandCells(PdfPages pages, BandRow row)
    {
        string label = ReportFonts.Fit(pages.Document.Drawable(row.Label), row.IsBad ? 66 : 88, Size);
        pages.Line(PdfPages.Left, label, Size, Paint.Ink);
        if (row.IsBad)
            pages.Line(PdfPages.Left + PdfPages.Measure(label, Size) + 4, ReportWords.Bad, 7, Paint.Bad);
        foreach (var band in Enum.GetValues<Band>())
        {
            pages.Line(BandColumn((int)band), ReportNumbers.Power(row.Absolute(band)), Size, Paint.Ink, Anchor.End);
            pages.Line(BandColumn((int)band) + 24, ReportNumbers.Percent(row.Relative(band)), Size, Paint.Muted, Anchor.End);
        }

        pages.Line(PdfPages.Left + 474, ReportNumbers.Power(row.Total), Size, Paint.Ink, Anchor.End);
        pages.Line(PdfPages.Left + PdfPages.Width, row.AlphaPeakHz is { } peak ? ReportNumbers.Fixed(peak, 1) : ReportNumbers.None, Size, Paint.Ink, Anchor.End);
    }

    public static void WriteEvents(PdfPages pages, RecordingReport report)
    {
        if (report.Events is not { } events)
            return;
        pages.Heading(ReportWords.EventsHeading, 30);
        if (events.Count == 0)
            pages.Paragraph(PdfPages.Left, PdfPages.Width, ReportWords.NoEvents, 9, Paint.Ink);
        foreach (var found in events.Take(ReportFacts.MostEvents))
            WriteTimed(pages, ReportFacts.Span(found.OnsetSeconds, found.DurationSeconds, report.Recording.DurationSeconds >= 3600),
                $"{ReportWords.Spoken(found.Kind)}, {string.Join(", ", found.Channels)} ({ReportWords.Confidence.ToLowerInvariant()} {ReportNumbers.Fixed(found.Confidence, 2)})");
        WriteMore(pages, events.Count - ReportFacts.MostEvents);
    }

    public static void WriteAnnotations(PdfPages pages, RecordingSection recording)
    {
        pages.Heading(ReportWords.AnnotationsHeading, 30);
        if (recording.Annotations.Count == 0)
            pages.Paragraph(PdfPages.Left, PdfPages.Width, ReportWords.NoAnnotations, 9, Paint.Ink);
        var notes = recording.Annotations.Take(ReportFacts.MostAnnotations).ToList();
        bool areShort = notes.Count > 3 && notes.TrueForAll(note => PdfPages.Measure(note.Text, Size) < HalfWidth - TimeWidth);
        int rows = areShort ? (notes.Count + 1) / 2 : notes.Count;
        if (areShort)
            pages.Need(rows * RowHeight);
        double top = pages.Y;
        for (int index = 0; index < notes.Count; index++)
        {
            bool isSecondColumn = index >= rows;
            if (index == rows)
                pages.MoveTo(top);
            WriteTimed(pages, ReportFacts.Span(notes[index].OnsetSeconds, notes[index].DurationSeconds, recording.DurationSeconds >= 3600),
                notes[index].Text, isSecondColumn ? PdfPages.Left + PdfPages.Width - HalfWidth : PdfPages.Left, areShort ? HalfWidth : PdfPages.Width);
        }

        if (areShort)
            pages.MoveTo(top + rows * RowHeight);
        WriteMore(pages, recording.Annotations.Count - ReportFacts.MostAnnotations);
    }

    private static void WriteTimed(PdfPages pages, string time, string words, double x = PdfPages.Left, double width = PdfPages.Width)
    {
        pages.Need(RowHeight);
        double top = pages.Y;
        pages.Paragraph(x, TimeWidth, time, Size, Paint.Muted, mostLines: 1);
        pages.MoveTo(top);
        pages.Paragraph(x + TimeWidth, width - TimeWidth, words, Size, Paint.Ink, mostLines: 3);
        pages.MoveTo(Math.Max(pages.Y, top + RowHeight));
    }

    private static void WriteMore(PdfPages pages, int more)
    {
        if (more > 0)
            pages.Paragraph(PdfPages.Left, PdfPages.Width, ReportWords.MoreOf(more), Size, Paint.Muted);
    }
}
