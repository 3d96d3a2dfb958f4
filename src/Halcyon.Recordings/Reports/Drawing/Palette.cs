using System.Globalization;
using System.Text;

namespace Halcyon.Recordings.Reports.Drawing;

/// <summary>What a colour is for; its value depends on whether the page is light or dark.</summary>
internal enum Tone
{
    Ground,
    Panel,
    Hairline,
    Muted,
    Ink,
    Accent,
    AccentSoft,
    Bad,
    BadSoft,
    Scale,
}

/// <param name="Level">0…<see cref="Palette.ScaleLevels"/> − 1, for <see cref="Tone.Scale"/> only.</param>
internal readonly record struct Paint(Tone Tone, double Opacity = 1, int Level = 0)
{
    public static Paint Ink => new(Tone.Ink);
    public static Paint Muted => new(Tone.Muted);
    public static Paint Hairline => new(Tone.Hairline);
    public static Paint Accent => new(Tone.Accent);
    public static Paint Bad => new(Tone.Bad);

    public static Paint OnScale(int level) => new(Tone.Scale, 1, level);

    /// <summary>The name of this colour in the style sheet.</summary>
    public string ClassSuffix => Tone switch
    {
        Tone.Scale => "q" + Level.ToString(CultureInfo.InvariantCulture),
        Tone.AccentSoft => "accent-soft",
        Tone.BadSoft => "bad-soft",
        _ => Tone.ToString().ToLowerInvariant(),
    };
}

/// <summary>The colours of a report: paper and ink, one accent, an ochre for what is bad, and one sequential scale.</summary>
internal static class Palette
{
    public const int ScaleLevels = 16;

    public static Oklch Colour(Paint paint, bool dark) => paint.Tone switch
    {
        Tone.Ground => dark ? new(0.20, 0.015, 260) : new(0.985, 0.006, 95),
        Tone.Panel => dark ? new(0.245, 0.016, 260) : new(0.962, 0.008, 95),
        Tone.Hairline => dark ? new(0.36, 0.015, 260) : new(0.875, 0.010, 95),
        Tone.Muted => dark ? new(0.73, 0.012, 95) : new(0.48, 0.018, 260),
        Tone.Ink => dark ? new(0.92, 0.010, 95) : new(0.25, 0.020, 260),
        Tone.Accent => dark ? new(0.76, 0.090, 195) : new(0.52, 0.090, 195),
        Tone.AccentSoft => dark ? new(0.36, 0.045, 195) : new(0.905, 0.035, 195),
        Tone.Bad => dark ? new(0.78, 0.115, 65) : new(0.54, 0.125, 55),
        Tone.BadSoft => dark ? new(0.35, 0.050, 65) : new(0.935, 0.035, 75),
        _ => ScaleColour(paint.Level, dark),
    };

    /// <summary>
    /// Low to high: pale sand, teal, deep indigo on paper; the reverse walk of lightness in the dark, so that "more" always
    /// stands out most from the page. Lightness is linear in the level, which makes equal differences look equal.
    /// </summary>
    private static Oklch ScaleColour(int level, bool dark)
    {
        double share = level / (ScaleLevels - 1.0);
        double hue = 100 + (dark ? 1 - share : share) * 175;
        double chroma = 0.028 + 0.085 * Math.Sin(Math.PI * (dark ? 1 - share : share));
        return new Oklch(dark ? 0.285 + 0.645 * share : 0.955 - 0.655 * share, chroma, hue);
    }

    /// <summary>Rules that give every paint its fill and stroke class, light first, dark when the reader's device asks.</summary>
    public static string StyleRules()
    {
        var paints = Enum.GetValues<Tone>().Where(tone => tone != Tone.Scale).Select(tone => new Paint(tone))
            .Concat(Enumerable.Range(0, ScaleLevels).Select(Paint.OnScale)).ToList();
        var css = new StringBuilder();
        css.Append(":root{color-scheme:light dark;").Append(Variables(paints, dark: false)).Append("}\n");
        css.Append("@media screen and (prefers-color-scheme:dark){:root{").Append(Variables(paints, dark: true)).Append("}}\n");
        foreach (string suffix in paints.Select(paint => paint.ClassSuffix))
            css.Append(CultureInfo.InvariantCulture, $".f-{suffix}{{fill:var(--{suffix})}}.s-{suffix}{{stroke:var(--{suffix})}}");
        return css.Append('\n').ToString();
    }

    private static string Variables(IEnumerable<Paint> paints, bool dark) =>
        string.Concat(paints.Select(paint => $"--{paint.ClassSuffix}:{Colour(paint, dark).ToRgb().ToHex()};"));
}
