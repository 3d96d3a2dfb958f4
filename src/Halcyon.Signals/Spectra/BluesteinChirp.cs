using System.Numerics;

namespace Halcyon.Signals.Spectra;

/// <summary>A transform of any length as a convolution with a chirp, done by a power-of-two transform (Bluestein 1970).</summary>
internal sealed class BluesteinChirp
{
    private readonly int _length;
    private readonly FourierPlan _inner;

    // exp(−πi·n²/N), and the transform of its conjugate divided by the inner length.
    private readonly double[] _chirpReal;
    private readonly double[] _chirpImaginary;
    private readonly double[] _kernelReal;
    private readonly double[] _kernelImaginary;

    public BluesteinChirp(int length)
    {
        _length = length;
        _inner = new FourierPlan(FourierPlan.NextPowerOfTwo(2 * length - 1));
        _chirpReal = new double[length];
        _chirpImaginary = new double[length];
        var workspace = new FourierWorkspace(_inner);
        for (var n = 0; n < length; n++)
        {
            var (sine, cosine) = FourierStage.UnitRoot((long)n * n, 2L * length);
            _chirpReal[n] = cosine;
            _chirpImaginary[n] = -sine;
            var mirror = (_inner.Length - n) % _inner.Length;
            workspace.Real[n] = workspace.Real[mirror] = new(cosine);
            workspace.Imaginary[n] = workspace.Imaginary[mirror] = new(sine);
        }

        _inner.Forward(workspace);
        _kernelReal = new double[_inner.Length];
        _kernelImaginary = new double[_inner.Length];
        for (var k = 0; k < _inner.Length; k++)
        {
            _kernelReal[k] = workspace.Real[k][0] / _inner.Length;
            _kernelImaginary[k] = workspace.Imaginary[k][0] / _inner.Length;
        }
    }

    public int InnerLength => _inner.Length;

    public void Transform(ref AlignedVectors real, ref AlignedVectors imaginary, FourierWorkspace workspace)
    {
        Multiply(real.Span, imaginary.Span, _chirpReal, _chirpImaginary, _length);
        real.Span[_length.._inner.Length].Clear();
        imaginary.Span[_length.._inner.Length].Clear();
        _inner.Transform(ref real, ref imaginary, workspace);
        Multiply(real.Span, imaginary.Span, _kernelReal, _kernelImaginary, _inner.Length);
        _inner.Transform(ref imaginary, ref real, workspace);
        Multiply(real.Span, imaginary.Span, _chirpReal, _chirpImaginary, _length);
    }

    private static void Multiply(Span<Vector<double>> real, Span<Vector<double>> imaginary, double[] byReal, double[] byImaginary, int count)
    {
        for (var n = 0; n < count; n++)
        {
            Vector<double> wr = new(byReal[n]), wi = new(byImaginary[n]);
            var r = real[n];
            var i = imaginary[n];
            real[n] = r * wr - i * wi;
            imaginary[n] = r * wi + i * wr;
        }
    }
}
