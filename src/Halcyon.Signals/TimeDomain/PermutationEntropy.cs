namespace Halcyon.Signals.TimeDomain;

/// <summary>How evenly the orders of successive samples are mixed.</summary>
public static class PermutationEntropy
{
    private const int LongestOrder = 7;

    /// <param name="samplesMicrovolts">µV, finite; more than (order − 1)·delay.</param>
    /// <param name="order">Samples in a pattern, 2…7.</param>
    /// <param name="delaySamples">Samples from one of a pattern to its next, at least 1.</param>
    /// <returns>0 (always the same order) … 1 (all orders alike often): nats over ln order!.</returns>
    /// <remarks>
    /// Bandt and Pompe 2002, doi:10.1103/PhysRevLett.88.174102. Equal samples count as rising. O(N·order²). With fewer
    /// samples than some ten times order! it comes out low. Allocates nothing.
    /// </remarks>
    public static double Measure(ReadOnlySpan<double> samplesMicrovolts, int order = 3, int delaySamples = 1)
    {
        if (order is < 2 or > LongestOrder)
            throw new ArgumentOutOfRangeException(nameof(order), order, $"Must be 2…{LongestOrder}.");
        ArgumentOutOfRangeException.ThrowIfLessThan(delaySamples, 1);
        var patterns = samplesMicrovolts.Length - (long)(order - 1) * delaySamples;
        if (patterns < 1)
            throw new ArgumentException($"More than {(long)(order - 1) * delaySamples} samples are needed.", nameof(samplesMicrovolts));
        SampleChecks.Require(samplesMicrovolts, 1, nameof(samplesMicrovolts));
        var kinds = Factorial(order);
        Span<int> counts = stackalloc int[kinds];
        counts.Clear();
        for (var at = 0; at < patterns; at++)
            counts[Pattern(samplesMicrovolts[at..], order, delaySamples)]++;

        double entropy = 0;
        foreach (var count in counts)
        {
            if (count > 0)
                entropy -= (double)count / patterns * Math.Log((double)count / patterns);
        }

        return entropy / Math.Log(kinds);
    }

    /// <summary>The pattern's number in the factorial system: for each place, how many later ones are smaller (Lehmer's code).</summary>
    private static int Pattern(ReadOnlySpan<double> x, int order, int delay)
    {
        var code = 0;
        for (var i = 0; i < order - 1; i++)
        {
            var smaller = 0;
            var here = x[i * delay];
            for (var j = i + 1; j < order; j++)
                smaller += x[j * delay] < here ? 1 : 0;
            code = code * (order - i) + smaller;
        }

        return code;
    }

    private static int Factorial(int order)
    {
        var product = 1;
        for (var k = 2; k <= order; k++)
            product *= k;
        return product;
    }
}
