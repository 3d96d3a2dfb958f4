using Halcyon.Recordings.Reports;
using Halcyon.Recordings.Reports.Drawing;
using Halcyon.Recordings.Reports.Figures;
using Halcyon.Recordings.Reports.Fonts;
using Halcyon.Signals.Channels;
using Xunit;

namespace Halcyon.Recordings.Tests.Reports;

public sealed class FigureTests
{
    private static readonly List<(double X, double Y, double Z)> Everywhere =
        [.. ElectrodePositions.All.Select(position => (position.X, position.Y, position.Z))];

    private static readonly List<(double X, double Y, double Z)> TenTwenty = [.. SampleReports.TenTwenty.Select(name =>
        ElectrodePositions.TryGet(name, out var position) ? (position.X, position.Y, position.Z) : throw new InvalidOperationException(name))];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SphericalSpline_AtItsElectrodes_GivesTheirValues(bool dense)
    {
        var electrodes = dense ? Everywhere : TenTwenty;
        var random = new Random(3);
        var values = electrodes.Select(_ => 1000 * random.NextDouble()).ToList();

        double[] field = new SphericalSpline(electrodes, electrodes).Interpolate(values);

        // Elimination of some 70 equations whose condition is near 1e6 leaves about 1e-9 of the range.
        Assert.All(field.Index(), place => Assert.Equal(values[place.Index], place.Item, 1e-5));
    }

    [Fact]
    public void SphericalSpline_BetweenItsElectrodes_StaysWithinItsValues()
    {
        var values = TenTwenty.Select((_, index) => index == 9 ? 500.0 : 1.0).ToList();

        double[] field = new SphericalSpline(TenTwenty, Everywhere).Interpolate(values);

        Assert.All(field, value => Assert.InRange(value, 1.0, 500.0));
        Assert.Contains(field, value => value is > 10 and < 490);
    }

    [Fact]
    public void SphericalSpline_OfALinearField_FollowsIt()
    {
        // Between electrodes a smooth field is recovered; the tolerance is a tenth of its range of 2.
        var inner = Everywhere.Where(place => place.Z > 0.2).ToList();

        double[] field = new SphericalSpline(TenTwenty, inner).Interpolate([.. TenTwenty.Select(place => place.Y)]);

        Assert.All(field.Index(), place => Assert.Equal(inner[place.Index].Y, place.Item, 0.2));
    }

    [Fact]
    public void DiscMesh_AboveALevel_OutlinesTheAreaOfAKnownField()
    {
        var mesh = new DiscMesh(rings: 28, sectors: 72);
        double[] cone = [.. mesh.Points.Select(point => 1 - Math.Sqrt(point.X * point.X + point.Y * point.Y))];

        var outline = Assert.Single(mesh.Above(cone, 0.5));

        // The outline is a 72-sided polygon inscribed in the circle of radius one half.
        double expected = 72 / 2.0 * 0.25 * Math.Sin(2 * Math.PI / 72);
        Assert.Equal(expected, Math.Abs(Area(outline)), 0.002);
    }

    [Fact]
    public void DiscMesh_FieldWithAHole_GivesTwoRings()
    {
        var mesh = new DiscMesh(rings: 28, sectors: 72);
        double[] ring = [.. mesh.Points.Select(point => -Math.Abs(Math.Sqrt(point.X * point.X + point.Y * point.Y) - 0.5))];

        Assert.Equal(2, mesh.Above(ring, -0.2).Count);
        Assert.Empty(mesh.Above(ring, 0.1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Palette_Scale_ChangesLightnessEvenlyAndOneWay(bool dark)
    {
        var lightness = Enumerable.Range(0, Palette.ScaleLevels).Select(level => Lightness(Palette.Colour(Paint.OnScale(level), dark).ToRgb())).ToList();

        var steps = lightness.Zip(lightness.Skip(1), (from, to) => (dark ? 1 : -1) * (to - from)).ToList();
        double even = steps.Average();
        Assert.True(even > 0.03);
        // Eight bits of each colour move the lightness by up to about 0.004.
        Assert.All(steps, step => Assert.InRange(step, even - 0.008, even + 0.008));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Palette_WordsOnTheirGround_CanBeRead(bool dark)
    {
        Assert.All((Paint[])[Paint.Ink, Paint.Muted, Paint.Bad, Paint.Accent], words =>
            Assert.InRange(Contrast(words, new Paint(Tone.Ground), dark), 4.5, 21));
        Assert.InRange(Contrast(Paint.Ink, new Paint(Tone.AccentSoft), dark), 4.5, 21);
        Assert.InRange(Contrast(Paint.Ink, new Paint(Tone.BadSoft), dark), 4.5, 21);
    }

    [Fact]
    public void Oklch_KnownColours_ConvertToSrgb()
    {
        // White, black and sRGB red, green and blue as given in CSS Color 4.
        Assert.Equal(new Rgb(255, 255, 255), new Oklch(1, 0, 0).ToRgb());
        Assert.Equal(new Rgb(0, 0, 0), new Oklch(0, 0, 0).ToRgb());
        Assert.Equal(new Rgb(255, 0, 0), new Oklch(0.62796, 0.25768, 29.234).ToRgb());
        Assert.Equal(new Rgb(0, 255, 0), new Oklch(0.86644, 0.29483, 142.495).ToRgb());
        Assert.Equal(new Rgb(0, 0, 255), new Oklch(0.45201, 0.31321, 264.052).ToRgb());
    }

    [Fact]
    public void ReportFonts_Figures_HaveOneWidthWhenTabular()
    {
        var face = ReportFonts.Face(strong: false);

        Assert.Single("0123456789".Select(figure => face.Measure(figure.ToString(), tabular: true)).Distinct());
        Assert.NotEqual(face.Measure("1"), face.Measure("0"));
        Assert.Equal(face.Measure("-"), face.Measure("-", tabular: true));
    }

    [Theory]
    [InlineData(0.5, "0.5 s")]
    [InlineData(59.97, "1 min")]
    [InlineData(125, "2 min 05 s")]
    [InlineData(28_800, "8 h")]
    [InlineData(29_040, "8 h 04 min")]
    [InlineData(double.NaN, "–")]
    public void ReportNumbers_Duration_ReadsAsSpoken(double seconds, string expected) =>
        Assert.Equal(expected, ReportNumbers.Duration(seconds).Replace(ReportNumbers.NoBreak, ' '));

    [Theory]
    [InlineData(0.874, "87 %")]
    [InlineData(0.9997, "99.9 %")]
    [InlineData(1, "100 %")]
    [InlineData(double.NaN, "–")]
    public void ReportNumbers_Percent_CallsOnlyTheWholeAHundred(double share, string expected) =>
        Assert.Equal(expected, ReportNumbers.Percent(share).Replace(ReportNumbers.NoBreak, ' '));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.31, "0.31")]
    [InlineData(12.345, "12.3")]
    [InlineData(10_043, "10 043")]
    [InlineData(-2.5, "−2.5")]
    [InlineData(3.2e-7, "3.20 × 10⁻⁷")]
    [InlineData(double.PositiveInfinity, "–")]
    public void ReportNumbers_Significant_KeepsWhatMatters(double value, string expected) =>
        Assert.Equal(expected, ReportNumbers.Significant(value).Replace(ReportNumbers.NoBreak, ' '));

    private static double Area(Spot[] ring) =>
        ring.Zip(ring.Skip(1).Append(ring[0]), (a, b) => a.X * b.Y - b.X * a.Y).Sum() / 2;

    /// <summary>OKLab lightness of an sRGB colour, by the forward transform of the same source.</summary>
    private static double Lightness(Rgb rgb)
    {
        double r = Linear(rgb.Red), g = Linear(rgb.Green), b = Linear(rgb.Blue);
        double l = Math.Cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = Math.Cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = Math.Cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
    }

    private static double Contrast(Paint one, Paint other, bool dark)
    {
        double first = Luminance(Palette.Colour(one, dark).ToRgb()), second = Luminance(Palette.Colour(other, dark).ToRgb());
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    private static double Luminance(Rgb rgb) => 0.2126 * Linear(rgb.Red) + 0.7152 * Linear(rgb.Green) + 0.0722 * Linear(rgb.Blue);

    private static double Linear(byte part) => part / 255.0 <= 0.04045 ? part / 255.0 / 12.92 : Math.Pow((part / 255.0 + 0.055) / 1.055, 2.4);
}
