using System.Globalization;
using System.Text;
using Halcyon.Recordings.Reports.Drawing;
using Halcyon.Recordings.Reports.Fonts;

namespace Halcyon.Recordings.Reports.Pdf;

/// <summary>The drawing instructions of one page, in points from its top left corner.</summary>
internal sealed class PdfCanvas(PdfDocument document)
{
    // How far a Bézier handle reaches to make a quarter of a circle.
    private const double Quarter = 0.5522847498;

    private readonly StringBuilder _content = new(PdfFile.Invariant($"1 0 0 -1 0 {PdfDocument.PageHeight} cm\n"));

    public override string ToString() => _content.ToString();

    public void Draw(Scene scene, Spot corner, double scale)
    {
        _content.Append(CultureInfo.InvariantCulture, $"q {N(scale)} 0 0 {N(scale)} {N(corner.X)} {N(corner.Y)} cm\n");
        foreach (var mark in scene.Marks)
            Draw(mark);
        _content.Append("Q\n");
    }

    public void Draw(Mark mark)
    {
        switch (mark)
        {
            case TextMark text:
                DrawText(text);
                break;
            case PathMark path:
                Painted(path.Fill, path.Stroke, () =>
                {
                    foreach (var ring in path.Rings)
                        AppendRing(ring, path.Closed);
                });
                break;
            case RectangleMark { Corner: 0 } box:
                Painted(box.Fill, null, () => _content.Append(CultureInfo.InvariantCulture, $"{N(box.X)} {N(box.Y)} {N(box.Width)} {N(box.Height)} re\n"));
                break;
            case RectangleMark box:
                double corner = Math.Min(box.Corner, Math.Min(box.Width, box.Height) / 2);
                Painted(box.Fill, null, () => AppendRounded(box.X, box.Y, box.Width, box.Height, corner));
                break;
            case CircleMark circle:
                double across = circle.Radius * 2;
                Painted(circle.Fill, circle.Stroke, () => AppendRounded(
                    circle.Centre.X - circle.Radius, circle.Centre.Y - circle.Radius, across, across, circle.Radius));
                break;
        }
    }

    private void DrawText(TextMark mark)
    {
        string text = document.Drawable(mark.Text);
        if (text.Length == 0)
            return;
        double width = ReportFonts.Face(mark.Strong).Measure(text, tabular: true) * mark.Size;
        double back = mark.Anchor switch { Anchor.Middle => width / 2, Anchor.End => width, _ => 0 };
        string place = mark.Turned
            ? $"0 -1 -1 0 {N(mark.Spot.X)} {N(mark.Spot.Y + back)}"
            : $"1 0 0 -1 {N(mark.Spot.X - back)} {N(mark.Spot.Y)}";
        var font = document.Font(mark.Strong);
        _content.Append(CultureInfo.InvariantCulture,
            $"BT /{font.Name} {N(mark.Size)} Tf {Colour(mark.Paint)} rg {place} Tm <{font.Encode(text)}> Tj ET\n");
    }

    private void Painted(Paint? fill, Stroke? stroke, Action outline)
    {
        if (fill is null && stroke is null)
            return;
        _content.Append("q ");
        double fillOpacity = fill?.Opacity ?? 1, strokeOpacity = stroke?.Paint.Opacity ?? 1;
        if (fillOpacity < 1 || strokeOpacity < 1)
            _content.Append(CultureInfo.InvariantCulture, $"/{document.Transparency(fillOpacity, strokeOpacity)} gs ");
        if (fill is { } inside)
            _content.Append(CultureInfo.InvariantCulture, $"{Colour(inside)} rg ");
        if (stroke is { } pen)
            _content.Append(CultureInfo.InvariantCulture, $"{Colour(pen.Paint)} RG {N(pen.Width)} w 1 j {(pen.Dashed ? 0 : 1)} J ")
                .Append(pen.Dashed ? $"[{N(pen.Width * 3)} {N(pen.Width * 2)}] 0 d " : "");
        _content.Append('\n');
        outline();
        _content.Append(fill is null ? "S" : stroke is null ? "f*" : "B*").Append(" Q\n");
    }

    private void AppendRing(Spot[] ring, bool closed)
    {
        for (int index = 0; index < ring.Length; index++)
            _content.Append(CultureInfo.InvariantCulture, $"{N(ring[index].X)} {N(ring[index].Y)} {(index == 0 ? 'm' : 'l')}\n");
        if (closed)
            _content.Append("h\n");
    }

    private void AppendRounded(double x, double y, double width, double height, double corner)
    {
        double right = x + width, bottom = y + height, handle = corner * (1 - Quarter);
        _content.Append(CultureInfo.InvariantCulture, $"{N(x + corner)} {N(y)} m\n");
        AppendCorner(right - corner, y, right - handle, y, right, y + handle, right, y + corner);
        AppendCorner(right, bottom - corner, right, bottom - handle, right - handle, bottom, right - corner, bottom);
        AppendCorner(x + corner, bottom, x + handle, bottom, x, bottom - handle, x, bottom - corner);
        AppendCorner(x, y + corner, x, y + handle, x + handle, y, x + corner, y);
        _content.Append("h\n");
    }

    private void AppendCorner(
        double fromX, double fromY, double firstX, double firstY, double secondX, double secondY, double toX, double toY) =>
        _content.Append(CultureInfo.InvariantCulture,
            $"{N(fromX)} {N(fromY)} l {N(firstX)} {N(firstY)} {N(secondX)} {N(secondY)} {N(toX)} {N(toY)} c\n");

    private static string Colour(Paint paint)
    {
        var rgb = Palette.Colour(paint, dark: false).ToRgb();
        return PdfFile.Invariant($"{rgb.Red / 255.0:0.###} {rgb.Green / 255.0:0.###} {rgb.Blue / 255.0:0.###}");
    }

    // A hundredth of a point is finer than any printer; more digits would only make the file larger.
    private static string N(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);
}
