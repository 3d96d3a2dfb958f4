namespace Halcyon.Recordings.Reports.Drawing;

/// <summary>A colour by lightness 0…1, chroma 0…0.4 and hue in degrees; equal steps of lightness look equal.</summary>
/// <remarks>Ottosson 2020, https://bottosson.github.io/posts/oklab/. Chroma is lowered until the colour fits sRGB.</remarks>
internal readonly record struct Oklch(double Lightness, double Chroma, double Hue)
{
    public Rgb ToRgb()
    {
        if (TryConvert(Chroma, out var exact))
            return exact;
        double low = 0, high = Chroma;
        for (int step = 0; step < 24; step++)
        {
            double middle = (low + high) / 2;
            if (TryConvert(middle, out _))
                low = middle;
            else
                high = middle;
        }

        TryConvert(low, out var nearest);
        return nearest;
    }

    private bool TryConvert(double chroma, out Rgb rgb)
    {
        double radians = Hue * Math.PI / 180;
        double a = chroma * Math.Cos(radians), b = chroma * Math.Sin(radians);
        double l = Cube(Lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = Cube(Lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = Cube(Lightness - 0.0894841775 * a - 1.2914855480 * b);
        double red = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
        double green = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
        double blue = -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s;
        rgb = new Rgb(Encode(red), Encode(green), Encode(blue));
        return InGamut(red) && InGamut(green) && InGamut(blue);
    }

    private static double Cube(double value) => value * value * value;

    private static bool InGamut(double linear) => linear is >= -1e-4 and <= 1 + 1e-4;

    private static byte Encode(double linear)
    {
        double bounded = Math.Clamp(linear, 0, 1);
        double encoded = bounded <= 0.0031308 ? 12.92 * bounded : 1.055 * Math.Pow(bounded, 1 / 2.4) - 0.055;
        return (byte)Math.Round(encoded * 255);
    }
}

internal readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    public string ToHex() => FormattableString.Invariant($"#{Red:x2}{Green:x2}{Blue:x2}");
}
