namespace Halcyon.Signals.Cleaning.Denoising;

/// <summary>Takes white noise out of one channel as it streams. Blocks may be of any length; the result does not depend on it.</summary>
/// <remarks>
/// The best linear estimate from all samples so far and, with a lag, from that many later ones. A missing sample (NaN) is
/// no measurement: what comes out is what the process makes likely, and its deviation says how little that may be.
/// Not safe for several threads at once. Allocates nothing after construction.
/// </remarks>
public sealed class KalmanFilter
{
    /// <summary>Lags beyond this help nothing: the process has forgotten.</summary>
    public const int LongestLag = 256;

    private readonly KalmanState _state;
    private readonly double _mean;
    private long _received;

    /// <param name="lagSamples">0…<see cref="LongestLag"/>: how long a sample is waited for; each later sample tells a little more.</param>
    public KalmanFilter(KalmanModel model, int lagSamples)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (lagSamples is < 0 or > LongestLag)
            throw new ArgumentOutOfRangeException(nameof(lagSamples), lagSamples, $"Must lie between 0 and {LongestLag}.");
        LagSamples = lagSamples;
        _mean = model.MeanMicrovolts;
        _state = new KalmanState(model, Math.Max(model.Order, lagSamples + 1));
    }

    /// <summary>Output sample t is input sample t − this; the first so many are what is likely to have come before.</summary>
    public int LagSamples { get; }

    /// <summary>Takes the samples that follow the last ones.</summary>
    /// <param name="inputMicrovolts">NaN where nothing was measured; otherwise finite.</param>
    /// <param name="outputMicrovolts">As long; may be the input itself.</param>
    /// <param name="deviationsMicrovolts">As long, or empty when not wanted: deviation of each output from the truth, as far as the model is true.</param>
    public void Process(ReadOnlySpan<double> inputMicrovolts, Span<double> outputMicrovolts, Span<double> deviationsMicrovolts)
    {
        if (outputMicrovolts.Length != inputMicrovolts.Length)
            throw new ArgumentException("Output and input must be of one length.", nameof(outputMicrovolts));
        if (!deviationsMicrovolts.IsEmpty && deviationsMicrovolts.Length != inputMicrovolts.Length)
            throw new ArgumentException("Deviations and input must be of one length.", nameof(deviationsMicrovolts));
        if (inputMicrovolts.Overlaps(outputMicrovolts, out var shift) && shift != 0)
            throw new ArgumentException("The output must be the input itself or not overlap it.", nameof(outputMicrovolts));
        foreach (var sample in inputMicrovolts)
        {
            if (double.IsInfinity(sample))
                throw new ArgumentException("Samples must be finite, or NaN where nothing was measured.", nameof(inputMicrovolts));
        }

        for (var i = 0; i < inputMicrovolts.Length; i++)
        {
            if (_received++ > 0)
                _state.Predict();
            if (double.IsNaN(inputMicrovolts[i]))
                _state.Skip();
            else
                _state.Update(inputMicrovolts[i] - _mean);
            outputMicrovolts[i] = _mean + _state.Expected[LagSamples];
            if (!deviationsMicrovolts.IsEmpty)
                deviationsMicrovolts[i] = Math.Sqrt(_state.UpdatedVariance(LagSamples));
        }
    }

    /// <summary>Forgets all that came before, as at a gap of unknown length.</summary>
    public void Reset()
    {
        _state.Reset();
        _received = 0;
    }
}
