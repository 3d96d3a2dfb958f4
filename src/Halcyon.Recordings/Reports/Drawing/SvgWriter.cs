using System.Globalization;
using System.Text;

namespace Halcyon.Recordings.Reports.Drawing;

/// <summary>Writes a scene as inline SVG whose colours come from the page's style sheet.</summary>
internal static class SvgWriter
{
    public static void Write(StringBuilder svg, Scene scene, string cssClass)
    {
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{cssClass}\" viewBox=\"0 0 {Number(scene.Width)} {Number(scene.Height)}\" role=\"img\">");
        svg.Append("<title>").Append(PlainText.Encode(scene.Title)).Append("</title>");
        if (scene.Description.Length > 0)
            svg.Append("<desc>").Append(PlainText.Encode(scene.Description)).Append("</desc>");
        foreach (var mark in scene.Marks)
            WriteMark(svg, mark);
        svg.Append("</svg>");
    }

    private static void WriteMark(StringBuilder svg, Mark mark)
    {
        switch (mark)
        {
            case PathMark path:
                svg.Append("<path");
                WritePaint(svg, path.Fill, path.Stroke);
                if (path.Fill is not null && path.Rings.Count > 1)
                    svg.Append(" fill-rule=\"evenodd\"");
                svg.Append(" d=\"");
                foreach (var ring in path.Rings)
                    WriteRing(svg, ring, path.Closed);
                svg.Append("\"/>");
                break;
            case RectangleMark box:
                svg.Append(CultureInfo.InvariantCulture,
                    $"<rect x=\"{Number(box.X)}\" y=\"{Number(box.Y)}\" width=\"{Number(box.Width)}\" height=\"{Number(box.Height)}\"");
                if (box.Corner > 0)
                    svg.Append(CultureInfo.InvariantCulture, $" rx=\"{Number(box.Corner)}\"");
                WritePaint(svg, box.Fill, null);
                svg.Append("/>");
                break;
            case CircleMark circle:
                svg.Append(CultureInfo.InvariantCulture,
                    $"<circle cx=\"{Number(circle.Centre.X)}\" cy=\"{Number(circle.Centre.Y)}\" r=\"{Number(circle.Radius)}\"");
                WritePaint(svg, circle.Fill, circle.Stroke);
                svg.Append("/>");
                break;
            case TextMark text:
                WriteText(svg, text);
                break;
        }
    }

    /// <remarks>Relative moves in tenths, summed as written so that rounding never drifts.</remarks>
    private static void WriteRing(StringBuilder svg, Spot[] ring, bool closed)
    {
        long x = Tenths(ring[0].X), y = Tenths(ring[0].Y);
        svg.Append('M');
        AppendTenths(svg, x);
        svg.Append(' ');
        AppendTenths(svg, y);
        svg.Append('l');
        bool first = true;
        foreach (var spot in ring.AsSpan(1))
        {
            long nextX = Tenths(spot.X), nextY = Tenths(spot.Y);
            if (nextX == x && nextY == y)
                continue;
            if (!first)
                svg.Append(' ');
            AppendTenths(svg, nextX - x);
            svg.Append(' ');
            AppendTenths(svg, nextY - y);
            (x, y, first) = (nextX, nextY, false);
        }

        if (first)
            svg.Append("0 0");
        if (closed)
            svg.Append('z');
    }

    private static void WriteText(StringBuilder svg, TextMark text)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Number(text.Spot.X)}\" y=\"{Number(text.Spot.Y)}\" font-size=\"{Number(text.Size)}\"");
        if (text.Anchor != Anchor.Start)
            svg.Append(text.Anchor == Anchor.Middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"");
        if (text.Turned)
            svg.Append(CultureInfo.InvariantCulture, $" transform=\"rotate(-90 {Number(text.Spot.X)} {Number(text.Spot.Y)})\"");
        svg.Append(CultureInfo.InvariantCulture, $" class=\"f-{text.Paint.ClassSuffix}{(text.Strong ? " strong" : "")}\">");
        svg.Append(PlainText.Encode(text.Text)).Append("</text>");
    }

    private static void WritePaint(StringBuilder svg, Paint? fill, Stroke? stroke)
    {
        if (fill is null && stroke is null)
            return;
        var classes = new List<string>(2);
        if (fill is { } inside)
            classes.Add("f-" + inside.ClassSuffix);
        if (stroke is { } line)
            classes.Add("s-" + line.Paint.ClassSuffix);
        svg.Append(" class=\"").AppendJoin(' ', classes).Append('"');
        if (fill is null)
            svg.Append(" fill=\"none\"");
        else if (fill.Value.Opacity < 1)
            svg.Append(CultureInfo.InvariantCulture, $" fill-opacity=\"{Number(fill.Value.Opacity)}\"");
        if (stroke is not { } pen)
            return;
        svg.Append(CultureInfo.InvariantCulture, $" stroke-width=\"{Number(pen.Width)}\" stroke-linejoin=\"round\" stroke-linecap=\"{(pen.Dashed ? "butt" : "round")}\"");
        if (pen.Paint.Opacity < 1)
            svg.Append(CultureInfo.InvariantCulture, $" stroke-opacity=\"{Number(pen.Paint.Opacity)}\"");
        if (pen.Dashed)
            svg.Append(CultureInfo.InvariantCulture, $" stroke-dasharray=\"{Number(pen.Width * 3)} {Number(pen.Width * 2)}\"");
    }

    private static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    private static long Tenths(double value) => (long)Math.Round(value * 10);

    private static void AppendTenths(StringBuilder svg, long tenths)
    {
        if (tenths < 0)
            svg.Append('-');
        long size = Math.Abs(tenths);
        svg.Append(size / 10);
        if (size % 10 != 0)
            svg.Append('.').Append(size % 10);
    }
}
