using System.Numerics;

namespace Halcyon.Signals.Spectra;

/// <summary>
/// A complex discrete Fourier transform of fixed length, done on as many independent signals at once as a SIMD
/// vector has lanes. Immutable, shareable between threads; scratch belongs to the caller.
/// </summary>
/// <remarks>
/// Real signals go in two to a lane, one as the real and one as the imaginary part: convolution with real taps leaves
/// the two apart, and for power spectra see the Welch density. Stockham's self-sorting decimation in frequency
/// (Cochran et al. 1967, doi:10.1109/PROC.1967.5957) with radices 4, 2, 3 and 5; any other length by Bluestein's
/// chirp convolution (1970, doi:10.1109/TAU.1970.1162132). Lanes hold whole signals, so no step shuffles a vector.
/// </remarks>
public sealed class FourierPlan
{
    private readonly FourierStage[] _stages;
    private readonly BluesteinChirp? _chirp;

    public FourierPlan(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, 1 << 26);
        Length = length;
        if (TryFactor(length, out var radices))
        {
            _stages = FourierStage.Build(length, radices);
        }
        else
        {
            _stages = [];
            _chirp = new BluesteinChirp(length);
        }
    }

    /// <summary>Samples per transform.</summary>
    public int Length { get; }

    /// <summary>Vectors that each of the four workspace arrays must hold.</summary>
    public int WorkspaceLength => _chirp?.InnerLength ?? Length;

    /// <summary>
    /// X[k] = Σ x[n]·exp(−2πi·kn/N) in place for every lane of <see cref="FourierWorkspace.Real"/> and
    /// <see cref="FourierWorkspace.Imaginary"/>; natural order in and out. Allocates nothing.
    /// </summary>
    public void Forward(FourierWorkspace workspace)
    {
        Check(workspace);
        Transform(ref workspace.RealBuffer, ref workspace.ImaginaryBuffer, workspace);
    }

    /// <summary>The inverse of <see cref="Forward"/> without the division by N.</summary>
    public void InverseUnscaled(FourierWorkspace workspace)
    {
        Check(workspace);
        // Exchanging the parts on the way in and out conjugates: the inverse for free.
        Transform(ref workspace.ImaginaryBuffer, ref workspace.RealBuffer, workspace);
    }

    internal void Transform(ref AlignedVectors real, ref AlignedVectors imaginary, FourierWorkspace workspace)
    {
        if (_chirp is not null)
        {
            _chirp.Transform(ref real, ref imaginary, workspace);
            return;
        }

        foreach (var stage in _stages)
        {
            stage.Apply(real.Span, imaginary.Span, workspace.SpareReal.Span, workspace.SpareImaginary.Span);
            (real, workspace.SpareReal) = (workspace.SpareReal, real);
            (imaginary, workspace.SpareImaginary) = (workspace.SpareImaginary, imaginary);
        }
    }

    /// <summary>The least power of two ≥ <paramref name="length"/>.</summary>
    internal static int NextPowerOfTwo(int length) => (int)BitOperations.RoundUpToPowerOf2((uint)length);

    private static bool TryFactor(int length, out List<int> radices)
    {
        radices = [];
        foreach (var radix in (ReadOnlySpan<int>)[4, 2, 3, 5])
        {
            while (length % radix == 0)
            {
                radices.Add(radix);
                length /= radix;
            }
        }

        return length == 1;
    }

    private void Check(FourierWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (workspace.Capacity < WorkspaceLength)
            throw new ArgumentException($"The workspace holds {workspace.Capacity} points; {WorkspaceLength} are needed.", nameof(workspace));
    }
}

/// <summary>Signals being transformed and the scratch for it; one per thread.</summary>
public sealed class FourierWorkspace
{
    internal AlignedVectors RealBuffer;
    internal AlignedVectors ImaginaryBuffer;
    internal AlignedVectors SpareReal;
    internal AlignedVectors SpareImaginary;

    public FourierWorkspace(FourierPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Capacity = plan.WorkspaceLength;
        RealBuffer = new AlignedVectors(Capacity);
        ImaginaryBuffer = new AlignedVectors(Capacity);
        SpareReal = new AlignedVectors(Capacity);
        SpareImaginary = new AlignedVectors(Capacity);
    }

    public int Capacity { get; }

    /// <summary>Real parts: element n holds sample n of every lane.</summary>
    public Span<Vector<double>> Real => RealBuffer.Span;

    /// <summary>Imaginary parts, as <see cref="Real"/>.</summary>
    public Span<Vector<double>> Imaginary => ImaginaryBuffer.Span;

    /// <summary>Signals that fit side by side: two (one real, one imaginary) in each lane.</summary>
    public static int SignalCount => 2 * Vector<double>.Count;
}
