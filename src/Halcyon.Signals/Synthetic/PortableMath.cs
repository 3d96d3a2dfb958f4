namespace Halcyon.Signals.Synthetic;

/// <summary>Sine and exponential by the four operations only, which every machine rounds alike; the system's own functions differ in the last bit.</summary>
internal static class PortableMath
{
    /// <summary>Sine of an angle in turns (1 is a whole circle), within 1e-15.</summary>
    public static double Sine(double turns)
    {
        var part = turns - Math.Round(turns);
        if (Math.Abs(part) > 0.25)
            part = (part > 0 ? 0.5 : -0.5) - part;
        var x = part * (2 * Math.PI);
        var square = x * x;
        // Taylor's series on a quarter circle, to the 21st power.
        var sum = 0.0;
        for (var n = 20; n >= 2; n -= 2)
            sum = (1 + sum) * -square / (n * (n + 1));
        return x * (1 + sum);
    }

    /// <summary>Cosine of an angle in turns.</summary>
    public static double Cosine(double turns) => Sine(turns - Math.Floor(turns) + 0.25);

    /// <summary>eˣ within 1e-15 of itself; 0 below x = −700.</summary>
    public static double Exp(double x)
    {
        if (x < -700)
            return 0;
        var doublings = Math.Round(x * 1.4426950408889634);
        // ln 2 in two parts, the first with trailing zeros so that its multiples are exact.
        var rest = (x - (doublings * 0.693147180369123816490)) - (doublings * 1.90821492927058770002e-10);
        var sum = 1.0;
        for (var n = 14; n >= 1; n--)
            sum = 1 + (sum * rest / n);
        return Math.ScaleB(sum, (int)doublings);
    }

    /// <summary>e^(−½x²): a bell of height 1.</summary>
    public static double Bell(double x) => Exp(-0.5 * x * x);
}
