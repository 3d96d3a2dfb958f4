using Halcyon.Signals.Reports;

namespace Halcyon.Recordings.Reports;

/// <summary>The lists and tables of the HTML report; those behind a chart are folded until asked for.</summary>
internal static class HtmlTables
{
    private const int FoldedBeyond = 24;

    public static void WriteBadChannels(HtmlMarkup markup, ReportView view)
    {
        markup.Element("h3", QualityFacts.Verdicts(view));
        if (QualityFacts.NotCompared(view) is { } notCompared)
            markup.Element("p", notCompared, ("class", "aside"));
        if (view.BadChannels.Count == 0)
            return;
        using (markup.Open("ul", ("class", "bad")))
            foreach (var channel in view.BadChannels)
                using (markup.Open("li"))
                {
                    using (markup.Open("strong"))
                        markup.Isolated(channel.Label);
                    using (markup.Open("div"))
                        foreach (var (words, measures) in ReportFacts.Reasons(channel))
                        {
                            markup.Element("p", words + ".");
                            if (measures.Length > 0)
                                markup.Element("p", measures, ("class", "measure"));
                        }
                }
    }

    public static void WriteArtifacts(HtmlMarkup markup, ReportView view)
    {
        using (Folded(markup, ReportWords.AsTable))
        using (Table(markup, ReportWords.ArtifactsHeading, (ReportWords.Kind, false), (ReportWords.Count, true), (ReportWords.TimeAffected, true)))
            foreach (var row in view.Artifacts)
                Row(markup, ReportWords.Artifact(row.Kind), isHeader: true, ReportNumbers.Fixed(row.Count, 0), ReportNumbers.Duration(row.AffectedSeconds));
    }

    public static void WriteBands(HtmlMarkup markup, ReportView view)
    {
        if (view.Bands.Count <= FoldedBeyond)
        {
            markup.Element("h3", ReportWords.BandTableHeading);
            WriteBandTable(markup, view);
            return;
        }

        using (Folded(markup, ReportWords.BandTableHeading))
            WriteBandTable(markup, view);
    }

    private static void WriteBandTable(HtmlMarkup markup, ReportView view)
    {
        (string, bool)[] columns =
        [
            (ReportWords.Channel, false),
            .. Enum.GetValues<Band>().Select(band => ($"{ReportWords.BandName(band)} {ReportWords.PowerUnit} (%)", true)),
            ($"{ReportWords.Total} {ReportWords.PowerUnit}", true),
            ($"{ReportWords.AlphaPeak} Hz", true),
        ];
        using (Table(markup, ReportWords.BandTableHeading, columns))
            foreach (var row in view.Bands)
                using (markup.Open("tr"))
                {
                    RowHeader(markup, row.Label, row.IsBad);
                    foreach (var band in Enum.GetValues<Band>())
                        using (markup.Open("td", ("class", "number")))
                        {
                            markup.Text(ReportNumbers.Power(row.Absolute(band)));
                            markup.Element("span", ReportNumbers.Percent(row.Relative(band)), ("class", "share"));
                        }

                    markup.Element("td", ReportNumbers.Power(row.Total), ("class", "number"));
                    markup.Element("td", row.AlphaPeakHz is { } peak ? ReportNumbers.Fixed(peak, 1) : ReportNumbers.None, ("class", "number"));
                }
    }

    public static void WriteEvents(HtmlMarkup markup, RecordingReport report)
    {
        if (report.Events is not { } events)
            return;
        using (HtmlReport.Section(markup, "events", ReportWords.EventsHeading))
        {
            if (events.Count == 0)
            {
                markup.Element("p", ReportWords.NoEvents);
                return;
            }

            using (Table(markup, ReportWords.EventsHeading, (ReportWords.Time, false), (ReportWords.Kind, false), (ReportWords.Channel, false), (ReportWords.Confidence, true)))
                foreach (var found in events.Take(ReportFacts.MostEvents))
                    Row(markup, ReportFacts.Span(found.OnsetSeconds, found.DurationSeconds, report.Recording.DurationSeconds >= 3600), isHeader: true,
                        ReportWords.Spoken(found.Kind), string.Join(", ", found.Channels), ReportNumbers.Fixed(found.Confidence, 2));
            WriteMore(markup, events.Count - ReportFacts.MostEvents);
        }
    }

    public static void WriteAnnotations(HtmlMarkup markup, RecordingSection recording)
    {
        using (HtmlReport.Section(markup, "annotations", ReportWords.AnnotationsHeading))
        {
            if (recording.Annotations.Count == 0)
            {
                markup.Element("p", ReportWords.NoAnnotations);
                return;
            }

            using (markup.Open("ol", ("class", "notes")))
                foreach (var note in recording.Annotations.Take(ReportFacts.MostAnnotations))
                    using (markup.Open("li"))
                    {
                        markup.Element("span", ReportFacts.Span(note.OnsetSeconds, note.DurationSeconds, recording.DurationSeconds >= 3600), ("class", "time"));
                        markup.Isolated(note.Text);
                    }

            WriteMore(markup, recording.Annotations.Count - ReportFacts.MostAnnotations);
        }
    }

    public static void WriteChannels(HtmlMarkup markup, ReportView view)
    {
        var status = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var channel in view.Report.Quality?.Channels ?? [])
            status[channel.Label] = channel.Status ?? ReportWords.TooShort;
        using (HtmlReport.Section(markup, "channels", ReportWords.ChannelsHeading))
        using (Folded(markup, $"{ReportWords.AsTable} ({view.Report.Recording.Channels.Count})"))
        using (Table(markup, ReportWords.ChannelsHeading, (ReportWords.Channel, false), (ReportWords.Electrode, false), (ReportWords.Kind, false),
            (ReportWords.Unit, false), ($"{ReportWords.SamplingRate} Hz", true), (ReportWords.Status, false)))
            foreach (var (channel, label) in view.Report.Recording.Channels.Zip(view.FileLabels))
                using (markup.Open("tr"))
                {
                    RowHeader(markup, label, isBad: false);
                    markup.Element("td", channel.Name ?? ReportNumbers.None);
                    markup.Element("td", channel.Kind);
                    markup.Element("td", string.Equals(channel.Unit, "uV", StringComparison.Ordinal) ? "µV" : channel.Unit);
                    markup.Element("td", ReportNumbers.Significant(channel.SamplingRateHz), ("class", "number"));
                    markup.Element("td", status.GetValueOrDefault(channel.Label, ReportNumbers.None));
                }
    }

    private static void WriteMore(HtmlMarkup markup, int more)
    {
        if (more > 0)
            markup.Element("p", ReportWords.MoreOf(more), ("class", "aside"));
    }

    private static HtmlMarkup.Closing Folded(HtmlMarkup markup, string summary)
    {
        var closing = markup.Open("details");
        markup.Element("summary", summary);
        return closing;
    }

    /// <summary>Opens a table that scrolls by itself on a narrow page; closing it closes its body, table and frame.</summary>
    private static TableClosing Table(HtmlMarkup markup, string caption, params ReadOnlySpan<(string Heading, bool IsNumber)> columns)
    {
        markup.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", caption));
        markup.Open("table");
        using (markup.Open("thead"))
        using (markup.Open("tr"))
            foreach (var (heading, isNumber) in columns)
                markup.Element("th", heading, ("scope", "col"), ("class", isNumber ? "number" : "words"));
        markup.Open("tbody");
        return new TableClosing(markup);
    }

    private static void Row(HtmlMarkup markup, string first, bool isHeader, params ReadOnlySpan<string> cells)
    {
        using (markup.Open("tr"))
        {
            markup.Element(isHeader ? "th" : "td", first, ("scope", "row"));
            for (int index = 0; index < cells.Length; index++)
                markup.Element("td", cells[index], ("class", cells[index].Length > 0 && char.IsDigit(cells[index][0]) ? "number" : "words"));
        }
    }

    private static void RowHeader(HtmlMarkup markup, string label, bool isBad)
    {
        using (markup.Open("th", ("scope", "row")))
        {
            markup.Isolated(label);
            if (isBad)
                markup.Element("span", " " + ReportWords.Bad, ("class", "flag"));
        }
    }

    private readonly ref struct TableClosing(HtmlMarkup markup)
    {
        public void Dispose()
        {
            new HtmlMarkup.Closing(markup, "tbody").Dispose();
            new HtmlMarkup.Closing(markup, "table").Dispose();
            new HtmlMarkup.Closing(markup, "div").Dispose();
        }
    }
}
