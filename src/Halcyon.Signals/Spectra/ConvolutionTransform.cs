using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Halcyon.Signals.Spectra;

/// <summary>
/// The two transforms of a fast convolution, power of two in length, in place: forward from natural to scrambled order,
/// back from scrambled to natural. A product of spectra needs no order, so none is made. Immutable, shareable.
/// </summary>
/// <remarks>
/// Radix 4, decimation in frequency forward and in time back (Gentleman and Sande 1966, doi:10.1145/1464291.1464352;
/// Cooley and Tukey 1965). Each quarter is finished before the next is begun, so that from some size down everything
/// happens in the first-level cache whatever the length. Lanes as in <see cref="FourierPlan"/>.
/// </remarks>
internal sealed class ConvolutionTransform
{
    // 32 kB in four lanes: below this, pass by pass costs less than going deeper.
    private const int CachedLength = 512;

    // For each size n = Length, Length/4, …: cos and sin of 2πpk/n for k = 1, 2, 3 and p = 0…n/4−1, interleaved.
    private readonly double[][] _twiddles;

    /// <param name="length">A power of two, at least 4.</param>
    public ConvolutionTransform(int length)
    {
        if (length < 4 || !BitOperations.IsPow2(length))
            throw new ArgumentOutOfRangeException(nameof(length), length, "Must be a power of two, at least 4.");
        Length = length;
        var sizes = new List<double[]>();
        for (var n = length; n >= 8; n /= 4)
            sizes.Add(Twiddles(n));
        _twiddles = [.. sizes];
    }

    public int Length { get; }

    /// <summary>X[k] = Σ x[n]·exp(−2πi·kn/N), k scrambled. Allocates nothing.</summary>
    /// <param name="real">At least <see cref="Length"/> long, as <paramref name="imaginary"/>.</param>
    public void Forward(Span<Vector<double>> real, Span<Vector<double>> imaginary) =>
        Down(ref First(real), ref First(imaginary), Length, 0);

    /// <summary>The inverse of <see cref="Forward"/>, times N.</summary>
    public void InverseUnscaled(Span<Vector<double>> real, Span<Vector<double>> imaginary) =>
        Up(ref First(real), ref First(imaginary), Length, 0);

    private ref Vector<double> First(Span<Vector<double>> values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, Length);
        return ref MemoryMarshal.GetReference(values);
    }

    private void Down(ref Vector<double> real, ref Vector<double> imaginary, int n, int level)
    {
        if (n > CachedLength)
        {
            Split(ref real, ref imaginary, n / 4, ref MemoryMarshal.GetArrayDataReference(_twiddles[level]));
            for (var at = 0; at < n; at += n / 4)
                Down(ref Unsafe.Add(ref real, at), ref Unsafe.Add(ref imaginary, at), n / 4, level + 1);
            return;
        }

        var size = n;
        for (; size > 4; size /= 4)
        {
            ref var twiddles = ref MemoryMarshal.GetArrayDataReference(_twiddles[level++]);
            for (var at = 0; at < n; at += size)
                Split(ref Unsafe.Add(ref real, at), ref Unsafe.Add(ref imaginary, at), size / 4, ref twiddles);
        }

        if (size == 4)
            FoursForward(ref real, ref imaginary, n / 4);
        else
            Twos(ref real, ref imaginary, n / 2);
    }

    private void Up(ref Vector<double> real, ref Vector<double> imaginary, int n, int level)
    {
        if (n > CachedLength)
        {
            for (var at = 0; at < n; at += n / 4)
                Up(ref Unsafe.Add(ref real, at), ref Unsafe.Add(ref imaginary, at), n / 4, level + 1);
            Join(ref real, ref imaginary, n / 4, ref MemoryMarshal.GetArrayDataReference(_twiddles[level]));
            return;
        }

        var size = BitOperations.Log2((uint)n) % 2 == 0 ? 4 : 2;
        if (size == 4)
            FoursInverse(ref real, ref imaginary, n / 4);
        else
            Twos(ref real, ref imaginary, n / 2);
        for (var deepest = _twiddles.Length - 1; size < n; deepest--)
        {
            size *= 4;
            ref var twiddles = ref MemoryMarshal.GetArrayDataReference(_twiddles[deepest]);
            for (var at = 0; at < n; at += size)
                Join(ref Unsafe.Add(ref real, at), ref Unsafe.Add(ref imaginary, at), size / 4, ref twiddles);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Split(ref Vector<double> xr, ref Vector<double> xi, nint quarter, ref double w)
    {
        for (nint p = 0; p < quarter; p++)
        {
            ref var r = ref Unsafe.Add(ref xr, p);
            ref var i = ref Unsafe.Add(ref xi, p);
            Vector<double> ar = r, ai = i;
            Vector<double> br = Unsafe.Add(ref r, quarter), bi = Unsafe.Add(ref i, quarter);
            Vector<double> cr = Unsafe.Add(ref r, 2 * quarter), ci = Unsafe.Add(ref i, 2 * quarter);
            Vector<double> dr = Unsafe.Add(ref r, 3 * quarter), di = Unsafe.Add(ref i, 3 * quarter);
            Vector<double> sumR = ar + cr, sumI = ai + ci, otherR = br + dr, otherI = bi + di;
            r = sumR + otherR;
            i = sumI + otherI;
            Vector<double> halfR = sumR - otherR, halfI = sumI - otherI;
            Vector<double> w2r = new(Unsafe.Add(ref w, 2)), w2i = new(Unsafe.Add(ref w, 3));
            Unsafe.Add(ref r, 2 * quarter) = Vector.MultiplyAddEstimate(halfI, w2i, halfR * w2r);
            Unsafe.Add(ref i, 2 * quarter) = Vector.MultiplyAddEstimate(halfI, w2r, -(halfR * w2i));
            sumR = ar - cr;
            sumI = ai - ci;
            otherR = bi - di;
            otherI = br - dr;
            Vector<double> oneR = sumR + otherR, oneI = sumI - otherI, threeR = sumR - otherR, threeI = sumI + otherI;
            Vector<double> w1r = new(w), w1i = new(Unsafe.Add(ref w, 1));
            Unsafe.Add(ref r, quarter) = Vector.MultiplyAddEstimate(oneI, w1i, oneR * w1r);
            Unsafe.Add(ref i, quarter) = Vector.MultiplyAddEstimate(oneI, w1r, -(oneR * w1i));
            Vector<double> w3r = new(Unsafe.Add(ref w, 4)), w3i = new(Unsafe.Add(ref w, 5));
            Unsafe.Add(ref r, 3 * quarter) = Vector.MultiplyAddEstimate(threeI, w3i, threeR * w3r);
            Unsafe.Add(ref i, 3 * quarter) = Vector.MultiplyAddEstimate(threeI, w3r, -(threeR * w3i));
            w = ref Unsafe.Add(ref w, 6);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Join(ref Vector<double> xr, ref Vector<double> xi, nint quarter, ref double w)
    {
        for (nint p = 0; p < quarter; p++)
        {
            ref var r = ref Unsafe.Add(ref xr, p);
            ref var i = ref Unsafe.Add(ref xi, p);
            Vector<double> w2r = new(Unsafe.Add(ref w, 2)), w2i = new(Unsafe.Add(ref w, 3));
            Vector<double> tr = Unsafe.Add(ref r, 2 * quarter), ti = Unsafe.Add(ref i, 2 * quarter);
            var cr = Vector.MultiplyAddEstimate(tr, w2r, -(ti * w2i));
            var ci = Vector.MultiplyAddEstimate(tr, w2i, ti * w2r);
            Vector<double> sumR = r + cr, sumI = i + ci, lessR = r - cr, lessI = i - ci;
            Vector<double> w1r = new(w), w1i = new(Unsafe.Add(ref w, 1));
            tr = Unsafe.Add(ref r, quarter);
            ti = Unsafe.Add(ref i, quarter);
            var br = Vector.MultiplyAddEstimate(tr, w1r, -(ti * w1i));
            var bi = Vector.MultiplyAddEstimate(tr, w1i, ti * w1r);
            Vector<double> w3r = new(Unsafe.Add(ref w, 4)), w3i = new(Unsafe.Add(ref w, 5));
            tr = Unsafe.Add(ref r, 3 * quarter);
            ti = Unsafe.Add(ref i, 3 * quarter);
            var dr = Vector.MultiplyAddEstimate(tr, w3r, -(ti * w3i));
            var di = Vector.MultiplyAddEstimate(tr, w3i, ti * w3r);
            Vector<double> pairR = br + dr, pairI = bi + di, turnedR = di - bi, turnedI = br - dr;
            r = sumR + pairR;
            i = sumI + pairI;
            Unsafe.Add(ref r, 2 * quarter) = sumR - pairR;
            Unsafe.Add(ref i, 2 * quarter) = sumI - pairI;
            Unsafe.Add(ref r, quarter) = lessR + turnedR;
            Unsafe.Add(ref i, quarter) = lessI + turnedI;
            Unsafe.Add(ref r, 3 * quarter) = lessR - turnedR;
            Unsafe.Add(ref i, 3 * quarter) = lessI - turnedI;
            w = ref Unsafe.Add(ref w, 6);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FoursForward(ref Vector<double> r, ref Vector<double> i, int count)
    {
        for (; count > 0; count--)
        {
            Vector<double> ar = r, ai = i, br = Unsafe.Add(ref r, 1), bi = Unsafe.Add(ref i, 1);
            Vector<double> cr = Unsafe.Add(ref r, 2), ci = Unsafe.Add(ref i, 2), dr = Unsafe.Add(ref r, 3), di = Unsafe.Add(ref i, 3);
            Vector<double> acR = ar + cr, acI = ai + ci, bdR = br + dr, bdI = bi + di;
            (r, i) = (acR + bdR, acI + bdI);
            (Unsafe.Add(ref r, 2), Unsafe.Add(ref i, 2)) = (acR - bdR, acI - bdI);
            (acR, acI, bdR, bdI) = (ar - cr, ai - ci, bi - di, br - dr);
            (Unsafe.Add(ref r, 1), Unsafe.Add(ref i, 1)) = (acR + bdR, acI - bdI);
            (Unsafe.Add(ref r, 3), Unsafe.Add(ref i, 3)) = (acR - bdR, acI + bdI);
            r = ref Unsafe.Add(ref r, 4);
            i = ref Unsafe.Add(ref i, 4);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FoursInverse(ref Vector<double> r, ref Vector<double> i, int count)
    {
        for (; count > 0; count--)
        {
            Vector<double> ar = r, ai = i, br = Unsafe.Add(ref r, 1), bi = Unsafe.Add(ref i, 1);
            Vector<double> cr = Unsafe.Add(ref r, 2), ci = Unsafe.Add(ref i, 2), dr = Unsafe.Add(ref r, 3), di = Unsafe.Add(ref i, 3);
            Vector<double> acR = ar + cr, acI = ai + ci, bdR = br + dr, bdI = bi + di;
            (r, i) = (acR + bdR, acI + bdI);
            (Unsafe.Add(ref r, 2), Unsafe.Add(ref i, 2)) = (acR - bdR, acI - bdI);
            (acR, acI, bdR, bdI) = (ar - cr, ai - ci, di - bi, br - dr);
            (Unsafe.Add(ref r, 1), Unsafe.Add(ref i, 1)) = (acR + bdR, acI + bdI);
            (Unsafe.Add(ref r, 3), Unsafe.Add(ref i, 3)) = (acR - bdR, acI - bdI);
            r = ref Unsafe.Add(ref r, 4);
            i = ref Unsafe.Add(ref i, 4);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Twos(ref Vector<double> r, ref Vector<double> i, int count)
    {
        for (; count > 0; count--)
        {
            Vector<double> br = Unsafe.Add(ref r, 1), bi = Unsafe.Add(ref i, 1);
            (Unsafe.Add(ref r, 1), Unsafe.Add(ref i, 1)) = (r - br, i - bi);
            (r, i) = (r + br, i + bi);
            r = ref Unsafe.Add(ref r, 2);
            i = ref Unsafe.Add(ref i, 2);
        }
    }

    private static double[] Twiddles(int n)
    {
        var twiddles = new double[n / 4 * 6];
        for (var p = 0; p < n / 4; p++)
        {
            for (var k = 1; k <= 3; k++)
                (twiddles[p * 6 + 2 * k - 1], twiddles[p * 6 + 2 * k - 2]) = FourierStage.UnitRoot((long)p * k, n);
        }

        return twiddles;
    }
}
