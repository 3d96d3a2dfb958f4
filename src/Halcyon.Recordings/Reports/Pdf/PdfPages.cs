using Halcyon.Recordings.Reports.Drawing;
using Halcyon.Recordings.Reports.Fonts;

namespace Halcyon.Recordings.Reports.Pdf;

/// <summary>A4 pages filled from top to bottom; what does not fit goes to the next one. Lengths in points.</summary>
internal sealed class PdfPages
{
    public const double Left = 45;
    public const double Width = 505;

    private const double Top = 48;
    private const double Bottom = 842 - 58;

    private PdfCanvas _page;

    public PdfPages(PdfDocument document)
    {
        Document = document;
        _page = document.AddPage();
        Y = Top;
    }

    public PdfDocument Document { get; }

    /// <summary>Where the next thing goes, from the top of the page.</summary>
    public double Y { get; private set; }

    public void Skip(double height) => Y += height;

    /// <summary>Goes back up the page, to fill a column beside what was just drawn.</summary>
    public void MoveTo(double y) => Y = y;

    /// <summary>Starts a new page when less than this height is left; true when it did.</summary>
    public bool Need(double height)
    {
        if (Y + height <= Bottom || Y <= Top)
            return false;
        NewPage();
        return true;
    }

    public void Heading(string text, double heightOfWhatFollows)
    {
        const double Space = 40;
        if (!Need(Space + heightOfWhatFollows) && Y > Top)
        {
            Y += 12;
            Rule(Left, Left + Width);
            Y += 10;
        }

        Y += 12;
        Line(Left, text, 13, Paint.Ink, strong: true);
        Y += 10;
    }

    /// <summary>One line with its baseline at <see cref="Y"/>; does not move down.</summary>
    public void Line(double x, string text, double size, Paint paint, Anchor anchor = Anchor.Start, bool strong = false) =>
        _page.Draw(new TextMark(new Spot(x, Y), text, size, paint, anchor, strong, Turned: false));

    /// <summary>A paragraph from <see cref="Y"/> down, broken at spaces, within words where one alone is too long.</summary>
    public void Paragraph(double x, double width, string text, double size, Paint paint, bool strong = false, int mostLines = int.MaxValue)
    {
        double leading = size * 1.42;
        var lines = Wrap(Document.Drawable(text), width, size, strong);
        if (lines.Count > mostLines)
        {
            lines.RemoveRange(mostLines, lines.Count - mostLines);
            lines[^1] = ReportFonts.Fit(lines[^1] + "…", width - size, size, strong).TrimEnd('…') + "…";
        }

        foreach (string line in lines)
        {
            Need(leading);
            Y += leading * 0.74;
            Line(x, line, size, paint, strong: strong);
            Y += leading * 0.26;
        }
    }

    public static double HeightOf(string text, double width, double size) => Wrap(text, width, size, strong: false).Count * size * 1.42;

    public void Rule(double from, double to) =>
        _page.Draw(new PathMark([[new Spot(from, Y), new Spot(to, Y)]], Closed: false, null, new Stroke(Paint.Hairline, 0.6)));

    /// <summary>A figure from <see cref="Y"/> down; does not move down.</summary>
    public void Figure(Scene scene, double x, double width) => _page.Draw(scene, new Spot(x, Y), width / scene.Width);

    public static double HeightOf(Scene scene, double width) => scene.Height * width / scene.Width;

    /// <summary>The notice and the page number at the foot of every page, once their number is known.</summary>
    public void Finish(string notice, string fileName)
    {
        int count = Document.Pages.Count;
        for (int index = 0; index < count; index++)
        {
            _page = Document.Pages[index];
            Y = 842 - 42;
            Rule(Left, Left + Width);
            Y += 14;
            Line(Left, notice, 7.5, Paint.Ink);
            Line(Left + Width, ReportWords.PageOf(index + 1, count), 7.5, Paint.Muted, Anchor.End);
            if (index > 0)
                Line(Left + Width / 2 + 40, ReportFonts.Fit(fileName, 200, 7.5), 7.5, Paint.Muted, Anchor.Middle);
        }
    }

    private static List<string> Wrap(string text, double width, double size, bool strong)
    {
        var lines = new List<string>();
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : line + " " + word;
            if (Measure(longer, size, strong) <= width)
            {
                line = longer;
                continue;
            }

            if (line.Length > 0)
                lines.Add(line);
            line = word;
            while (Measure(line, size, strong) > width && line.Length > 1)
            {
                int length = line.Length - 1;
                while (length > 1 && Measure(line[..length], size, strong) > width)
                    length--;
                length -= length > 1 && char.IsHighSurrogate(line[length - 1]) ? 1 : 0;
                lines.Add(line[..length]);
                line = line[length..];
            }
        }

        if (line.Length > 0)
            lines.Add(line);
        return lines;
    }

    public static double Measure(string text, double size, bool strong = false) =>
        ReportFonts.Face(strong).Measure(text, tabular: true) * size;

    private void NewPage()
    {
        _page = Document.AddPage();
        Y = Top;
    }
}
