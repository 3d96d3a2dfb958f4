using Halcyon.Recordings.Reports.Drawing;
using Halcyon.Recordings.Reports.Fonts;

namespace Halcyon.Recordings.Reports.Figures;

/// <summary>One strip for each kind of artifact over the whole recording, with its count and the time it takes.</summary>
internal static class ArtifactTimeline
{
    private const double RowHeight = 22;
    private const double AxisHeight = 24;
    private const double ThinnestMark = 0.8;

    /// <param name="width">Of the figure; strips get what the words beside them leave.</param>
    public static Scene Draw(ReportView view, double width)
    {
        bool isNarrow = width < 420;
        double durationSeconds = view.Report.Recording.DurationSeconds;
        var notes = view.Report.Recording.Annotations;
        int rows = view.Artifacts.Count + (notes.Count > 0 ? 1 : 0);
        // On a phone the words stand above their strip instead of beside it.
        double rowHeight = isNarrow ? RowHeight + 19 : RowHeight;
        double left = isNarrow ? 2 : 96, right = isNarrow ? width - 2 : width - 118;
        var scene = new Scene(width, rows * rowHeight + AxisHeight, "Artifacts over the recording", Describe(view));
        double At(double seconds) => left + (right - left) * Math.Clamp(seconds / durationSeconds, 0, 1);

        DrawAxis(scene, rows * rowHeight, left, right, durationSeconds);
        for (int row = 0; row < view.Artifacts.Count; row++)
        {
            var artifact = view.Artifacts[row];
            double strip = row * rowHeight + (isNarrow ? 16 : 4);
            DrawWords(scene, row * rowHeight, width, isNarrow, ReportWords.Artifact(artifact.Kind),
                ReportNumbers.Fixed(artifact.Count, 0) + "×", ReportNumbers.Duration(artifact.AffectedSeconds));
            scene.Rectangle(left, strip, right - left, 14, new Paint(Tone.Panel), 2);
            scene.Area(Marks(artifact.Spans, At, strip, strip + 14), Paint.Accent);
        }

        if (notes.Count > 0)
            DrawNotes(scene, view.Artifacts.Count * rowHeight, width, isNarrow, At, [.. notes.Select(note => note.OnsetSeconds)]);
        return scene;
    }

    /// <summary>Spans that would touch on the page become one mark, so that ten thousand cost no more than the page is wide.</summary>
    private static List<Spot[]> Marks(
        IReadOnlyList<(double From, double To)> spans, Func<double, double> at, double top, double bottom)
    {
        var marks = new List<(double From, double To)>();
        foreach (var (from, to) in spans)
        {
            double start = at(from), end = Math.Max(at(to), start + ThinnestMark);
            if (marks.Count > 0 && start - marks[^1].To < ThinnestMark / 2)
                marks[^1] = (marks[^1].From, Math.Max(end, marks[^1].To));
            else
                marks.Add((start, end));
        }

        return [.. marks.Select(mark => new Spot[]
        {
            new(mark.From, top), new(mark.To, top), new(mark.To, bottom), new(mark.From, bottom),
        })];
    }

    private static void DrawNotes(
        Scene scene, double top, double width, bool isNarrow, Func<double, double> at, List<double> onsets)
    {
        DrawWords(scene, top, width, isNarrow, ReportWords.Spoken(ReportWords.NotesRow), ReportNumbers.Fixed(onsets.Count, 0) + "×", "");
        double line = top + (isNarrow ? 16 : 4);
        var drawn = onsets.Where(double.IsFinite).Select(onset => Math.Round(at(onset) * 2) / 2).Distinct().Order();
        foreach (double x in drawn)
            scene.Line(new Spot(x, line + 3), new Spot(x, line + 13), new Stroke(Paint.Muted, 0.8));
    }

    private static void DrawWords(Scene scene, double top, double width, bool isNarrow, string kind, string count, string time)
    {
        double line = top + (isNarrow ? 11 : 15);
        scene.Text(new Spot(isNarrow ? 2 : 0, line), ReportFonts.Fit(kind, isNarrow ? 160 : 90, 10.5), 10.5, Paint.Ink);
        scene.Text(new Spot(isNarrow ? width - 82 : width - 68, line), count, 10.5, Paint.Ink, Anchor.End);
        scene.Text(new Spot(width - (isNarrow ? 2 : 0), line), time, 10.5, Paint.Muted, Anchor.End);
    }

    private static void DrawAxis(Scene scene, double top, double left, double right, double durationSeconds)
    {
        scene.Line(new Spot(left, top + 2), new Spot(right, top + 2), new Stroke(Paint.Hairline, 1));
        double step = NiceTimeStep(durationSeconds, most: (right - left) / 62);
        for (int tick = 0; tick * step <= durationSeconds * (1 + 1e-9) && durationSeconds > 0; tick++)
        {
            double x = left + (right - left) * tick * step / durationSeconds;
            scene.Line(new Spot(x, top + 2), new Spot(x, top + 6), new Stroke(Paint.Hairline, 1));
            var anchor = tick == 0 ? Anchor.Start : x > right - 14 ? Anchor.End : Anchor.Middle;
            scene.Text(new Spot(x, top + 17), ReportNumbers.Clock(tick * step, tenths: step < 1), 9, Paint.Muted, anchor);
        }
    }

    /// <summary>The smallest round step, in seconds, that gives at most so many ticks.</summary>
    private static double NiceTimeStep(double durationSeconds, double most)
    {
        double[] steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200];
        foreach (double step in steps)
            if (durationSeconds / step <= most)
                return step;
        return Math.Ceiling(durationSeconds / most / 86400) * 86400;
    }

    private static string Describe(ReportView view) => string.Join(". ", view.Artifacts.Select(artifact =>
        $"{ReportWords.Artifact(artifact.Kind)}: {artifact.Count}, {ReportNumbers.Duration(artifact.AffectedSeconds)}")) + ".";
}
