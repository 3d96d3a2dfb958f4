using System.Globalization;
using System.Text;
using Halcyon.Recordings.Reports.Drawing;

namespace Halcyon.Recordings.Reports.Fonts;

/// <summary>The typeface of the reports, embedded by the build from the packages named in package.json beside this file.</summary>
internal static class ReportFonts
{
    public const string Family = "Inter";

    /// <summary>Stands for a character the typeface does not have; drawn, never silent, and explained where it occurs.</summary>
    public const char Missing = '□';

    private static readonly Lazy<TrueTypeFace> RegularFace = new(() => new TrueTypeFace(Resource("Inter-Regular.ttf")));
    private static readonly Lazy<TrueTypeFace> StrongFace = new(() => new TrueTypeFace(Resource("Inter-SemiBold.ttf")));
    private static readonly Lazy<string> WebFile = new(() => Convert.ToBase64String(Resource("inter-latin.woff2")));

    /// <summary>The Latin range with all weights as base64 WOFF2, for a page that may ask nothing of a network.</summary>
    public static string WebFontBase64 => WebFile.Value;

    public static TrueTypeFace Face(bool strong) => strong ? StrongFace.Value : RegularFace.Value;

    /// <summary>The text with every character that cannot be drawn replaced by <see cref="Missing"/>.</summary>
    public static string Drawable(string text, out bool isComplete)
    {
        isComplete = true;
        var face = Face(strong: false);
        var drawable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format)
                continue;
            if (face.Has(rune.Value))
            {
                drawable.Append(rune.ToString());
                continue;
            }

            drawable.Append(Missing);
            isComplete = false;
        }

        return drawable.ToString();
    }

    /// <summary>The text, cleaned, cut with … where it would be wider than the room it has.</summary>
    public static string Fit(string text, double width, double size, bool strong = false)
    {
        string clean = PlainText.Clean(text);
        var face = Face(strong);
        int longest = clean.Length;
        string fitted = clean;
        while (longest > 1 && face.Measure(fitted) * size > width)
            fitted = PlainText.Shorten(clean, --longest);
        return fitted;
    }

    private static byte[] Resource(string name)
    {
        using var stream = typeof(ReportFonts).Assembly.GetManifestResourceStream("Halcyon.Recordings.Fonts." + name)
            ?? throw new InvalidOperationException($"The build did not embed the font {name}.");
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        return file;
    }
}
