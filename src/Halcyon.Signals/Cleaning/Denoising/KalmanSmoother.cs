using System.Numerics.Tensors;

namespace Halcyon.Signals.Cleaning.Denoising;

/// <summary>The best linear estimate of every sample from the whole channel, forwards and backwards.</summary>
/// <remarks>
/// What Rauch, Tung and Striebel's smoother gives (1965, doi:10.2514/3.3166), by de Jong's recursion (1989,
/// doi:10.1080/01621459.1989.10478865), which keeps surprises instead of covariances: 24 bytes for each sample.
/// </remarks>
public static class KalmanSmoother
{
    /// <summary>Smooths one gapless channel.</summary>
    /// <param name="inputMicrovolts">Finite, or NaN where nothing was measured: those stay NaN, and their neighbours are estimated without them.</param>
    /// <param name="outputMicrovolts">As long; may be the input itself.</param>
    public static void Smooth(ReadOnlySpan<double> inputMicrovolts, KalmanModel model, Span<double> outputMicrovolts)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (outputMicrovolts.Length != inputMicrovolts.Length)
            throw new ArgumentException("Output and input must be of one length.", nameof(outputMicrovolts));
        if (inputMicrovolts.Overlaps(outputMicrovolts, out var shift) && shift != 0)
            throw new ArgumentException("The output must be the input itself or not overlap it.", nameof(outputMicrovolts));
        var forward = new Forward(inputMicrovolts, model);
        var later = new double[model.Order];
        for (var t = inputMicrovolts.Length - 1; t >= 0; t--)
        {
            var row = forward.Row(t);
            var surprise = forward.Surprises[t];
            Back(model.Coefficients, later);
            if (!double.IsNaN(surprise))
                later[0] += (surprise - TensorPrimitives.Dot(row, later)) / (row[0] + (model.NoiseMicrovolts * model.NoiseMicrovolts));
            outputMicrovolts[t] = double.IsNaN(surprise) ? double.NaN : model.MeanMicrovolts + forward.Expected[t] + TensorPrimitives.Dot(row, later);
        }
    }

    /// <summary>The transposed step of the process: what later samples say of this one's state.</summary>
    private static void Back(ReadOnlySpan<double> coefficients, Span<double> later)
    {
        var first = later[0];
        for (var j = 0; j < later.Length; j++)
            later[j] = coefficients[j] * first + (j + 1 < later.Length ? later[j + 1] : 0);
    }

    /// <summary>What the way back needs of the way forward.</summary>
    private sealed class Forward
    {
        private readonly List<double[]> _rows = [];
        private readonly int[] _rowOf;

        public Forward(ReadOnlySpan<double> samples, KalmanModel model)
        {
            (Surprises, Expected, _rowOf) = (new double[samples.Length], new double[samples.Length], new int[samples.Length]);
            var state = new KalmanState(model, model.Order);
            var wasSettled = false;
            for (var t = 0; t < samples.Length; t++)
            {
                if (double.IsInfinity(samples[t]))
                    throw new ArgumentException("Samples must be finite, or NaN where nothing was measured.", nameof(samples));
                if (t > 0)
                    state.Predict();
                // Once settled, all later samples share one row.
                if (t == 0 || !state.IsSettled || !wasSettled)
                    _rows.Add(state.FirstRow.ToArray());
                wasSettled = state.IsSettled;
                _rowOf[t] = _rows.Count - 1;
                Expected[t] = state.Expected[0];
                if (double.IsNaN(samples[t]))
                    state.Skip();
                Surprises[t] = double.IsNaN(samples[t]) ? double.NaN : state.Update(samples[t] - model.MeanMicrovolts);
            }
        }

        /// <summary>Measured less expected; NaN where nothing was measured.</summary>
        public double[] Surprises { get; }

        /// <summary>Each sample before it was measured, less the mean.</summary>
        public double[] Expected { get; }

        public ReadOnlySpan<double> Row(int t) => _rows[_rowOf[t]];
    }
}
