namespace Halcyon.Recordings.Reports.Drawing;

/// <summary>A figure as vectors, drawn once and written as SVG or PDF. Units are those of the figure; y grows downwards.</summary>
/// <param name="title">A few words that name the figure, for those who hear it.</param>
/// <param name="description">What the figure shows, in one or two sentences.</param>
internal sealed class Scene(double width, double height, string title, string description)
{
    private readonly List<Mark> _marks = [];

    public double Width { get; } = width;
    public double Height { get; } = height;
    public string Title { get; } = title;
    public string Description { get; } = description;
    public IReadOnlyList<Mark> Marks => _marks;

    public void Line(Spot from, Spot to, Stroke stroke) =>
        _marks.Add(new PathMark([[from, to]], Closed: false, null, stroke));

    /// <summary>An open line; a spot that is not finite lifts the pen.</summary>
    public void Polyline(IEnumerable<Spot> spots, Stroke stroke)
    {
        var pieces = new List<Spot[]>();
        var piece = new List<Spot>();
        foreach (var spot in spots.Append(Spot.Nowhere))
        {
            if (spot.IsFinite)
            {
                piece.Add(spot);
                continue;
            }

            if (piece.Count > 1)
                pieces.Add([.. piece]);
            piece.Clear();
        }

        if (pieces.Count > 0)
            _marks.Add(new PathMark(pieces, Closed: false, null, stroke));
    }

    public void Area(IReadOnlyList<Spot[]> rings, Paint? fill, Stroke? stroke = null)
    {
        if (rings.Count > 0)
            _marks.Add(new PathMark(rings, Closed: true, fill, stroke));
    }

    public void Rectangle(double x, double y, double width, double height, Paint fill, double corner = 0) =>
        _marks.Add(new RectangleMark(x, y, width, height, corner, fill));

    public void Circle(Spot centre, double radius, Paint? fill, Stroke? stroke = null) =>
        _marks.Add(new CircleMark(centre, radius, fill, stroke));

    /// <param name="spot">Where the baseline meets the anchor.</param>
    public void Text(Spot spot, string text, double size, Paint paint, Anchor anchor = Anchor.Start, bool strong = false) =>
        _marks.Add(new TextMark(spot, text, size, paint, anchor, strong, Turned: false));

    /// <summary>Text that reads from bottom to top.</summary>
    public void TurnedText(Spot spot, string text, double size, Paint paint, Anchor anchor = Anchor.Start) =>
        _marks.Add(new TextMark(spot, text, size, paint, anchor, Strong: false, Turned: true));
}

internal readonly record struct Spot(double X, double Y)
{
    public static Spot Nowhere { get; } = new(double.NaN, double.NaN);

    public bool IsFinite => double.IsFinite(X) && double.IsFinite(Y);
}

internal enum Anchor
{
    Start,
    Middle,
    End,
}

internal readonly record struct Stroke(Paint Paint, double Width, bool Dashed = false);

internal abstract record Mark;

/// <summary>Lines or filled rings; where rings overlap, the even-odd rule leaves holes.</summary>
internal sealed record PathMark(IReadOnlyList<Spot[]> Rings, bool Closed, Paint? Fill, Stroke? Stroke) : Mark;

internal sealed record RectangleMark(double X, double Y, double Width, double Height, double Corner, Paint Fill) : Mark;

internal sealed record CircleMark(Spot Centre, double Radius, Paint? Fill, Stroke? Stroke) : Mark;

internal sealed record TextMark(Spot Spot, string Text, double Size, Paint Paint, Anchor Anchor, bool Strong, bool Turned) : Mark;
