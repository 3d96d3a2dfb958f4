using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Halcyon.Signals.Spectra;

/// <summary>One pass of Stockham's algorithm: butterflies of one radix over the whole array, into another array.</summary>
/// <remarks>
/// References instead of indexers: the four arrays have been checked to hold the whole transform, and bounds checks
/// would take a third of the time of these loops. Butterflies that lie side by side and turn alike go through the widest
/// registers there are, whole vectors two at a time; the numbers are the same to the last bit.
/// </remarks>
internal sealed class FourierStage
{
    private readonly int _radix;
    private readonly int _groups;
    private readonly int _stride;

    // For group p: cos and sin of −2πpk/n for k = 1…radix−1, interleaved.
    private readonly double[] _twiddles;

    private FourierStage(int radix, int length, int stride)
    {
        _radix = radix;
        _groups = length / radix;
        _stride = stride;
        _twiddles = new double[_groups * (radix - 1) * 2];
        for (var p = 0; p < _groups; p++)
        {
            for (var k = 1; k < radix; k++)
            {
                var (sine, cosine) = UnitRoot((long)p * k, length);
                var at = (p * (radix - 1) + k - 1) * 2;
                _twiddles[at] = cosine;
                _twiddles[at + 1] = -sine;
            }
        }
    }

    public static FourierStage[] Build(int length, IReadOnlyList<int> radices)
    {
        var stages = new FourierStage[radices.Count];
        var stride = 1;
        for (var i = 0; i < stages.Length; i++)
        {
            stages[i] = new FourierStage(radices[i], length, stride);
            length /= radices[i];
            stride *= radices[i];
        }

        return stages;
    }

    /// <summary>sin and cos of 2π·numerator/denominator, reduced first so that large indices keep full precision.</summary>
    internal static (double Sine, double Cosine) UnitRoot(long numerator, long denominator)
    {
        numerator %= denominator;
        return Math.SinCos(2 * Math.PI * numerator / denominator);
    }

    public void Apply(
        ReadOnlySpan<Vector<double>> inputReal, ReadOnlySpan<Vector<double>> inputImaginary,
        Span<Vector<double>> outputReal, Span<Vector<double>> outputImaginary)
    {
        if (Vector512.IsHardwareAccelerated && Vector<double>.Count == 4 && _stride % 2 == 0)
            Apply<DoubleVector>(inputReal, inputImaginary, outputReal, outputImaginary, _stride / 2);
        else
            ApplySingly(inputReal, inputImaginary, outputReal, outputImaginary);
    }

    internal void ApplySingly(
        ReadOnlySpan<Vector<double>> inputReal, ReadOnlySpan<Vector<double>> inputImaginary,
        Span<Vector<double>> outputReal, Span<Vector<double>> outputImaginary) =>
        Apply<SingleVector>(inputReal, inputImaginary, outputReal, outputImaginary, _stride);

    private void Apply<T>(
        ReadOnlySpan<Vector<double>> inputReal, ReadOnlySpan<Vector<double>> inputImaginary,
        Span<Vector<double>> outputReal, Span<Vector<double>> outputImaginary, nint stride)
        where T : struct, ILanes<T>
    {
        ref var xr = ref Unsafe.As<Vector<double>, T>(ref MemoryMarshal.GetReference(inputReal));
        ref var xi = ref Unsafe.As<Vector<double>, T>(ref MemoryMarshal.GetReference(inputImaginary));
        ref var yr = ref Unsafe.As<Vector<double>, T>(ref MemoryMarshal.GetReference(outputReal));
        ref var yi = ref Unsafe.As<Vector<double>, T>(ref MemoryMarshal.GetReference(outputImaginary));
        switch (_radix)
        {
            case 4: Radix4(ref xr, ref xi, ref yr, ref yi, stride); break;
            case 2: Radix2(ref xr, ref xi, ref yr, ref yi, stride); break;
            case 3: Radix3(ref xr, ref xi, ref yr, ref yi, stride); break;
            default: Radix5(ref xr, ref xi, ref yr, ref yi, stride); break;
        }
    }

    private void Radix2<T>(ref T xr, ref T xi, ref T yr, ref T yi, nint s)
        where T : struct, ILanes<T>
    {
        nint half = (nint)_groups * s;
        for (nint p = 0; p < _groups; p++)
        {
            T wr = T.Of(_twiddles[p * 2]), wi = T.Of(_twiddles[p * 2 + 1]);
            for (nint q = 0; q < s; q++)
            {
                var i = q + s * p;
                var o = q + s * 2 * p;
                T ar = Unsafe.Add(ref xr, i), ai = Unsafe.Add(ref xi, i);
                T br = Unsafe.Add(ref xr, i + half), bi = Unsafe.Add(ref xi, i + half);
                Unsafe.Add(ref yr, o) = ar + br;
                Unsafe.Add(ref yi, o) = ai + bi;
                StoreTurned(ref yr, ref yi, o + s, ar - br, ai - bi, wr, wi);
            }
        }
    }

    private void Radix4<T>(ref T xr, ref T xi, ref T yr, ref T yi, nint s)
        where T : struct, ILanes<T>
    {
        nint quarter = (nint)_groups * s;
        ref var twiddle = ref MemoryMarshal.GetArrayDataReference(_twiddles);
        for (nint p = 0; p < _groups; p++)
        {
            ref var w = ref Unsafe.Add(ref twiddle, p * 6);
            T w1r = T.Of(w), w1i = T.Of(Unsafe.Add(ref w, 1));
            T w2r = T.Of(Unsafe.Add(ref w, 2)), w2i = T.Of(Unsafe.Add(ref w, 3));
            T w3r = T.Of(Unsafe.Add(ref w, 4)), w3i = T.Of(Unsafe.Add(ref w, 5));
            for (nint q = 0; q < s; q++)
            {
                var i = q + s * p;
                var o = q + s * 4 * p;
                T ar = Unsafe.Add(ref xr, i), ai = Unsafe.Add(ref xi, i);
                T br = Unsafe.Add(ref xr, i + quarter), bi = Unsafe.Add(ref xi, i + quarter);
                T cr = Unsafe.Add(ref xr, i + 2 * quarter), ci = Unsafe.Add(ref xi, i + 2 * quarter);
                T dr = Unsafe.Add(ref xr, i + 3 * quarter), di = Unsafe.Add(ref xi, i + 3 * quarter);
                T acr = ar + cr, aci = ai + ci, a_cr = ar - cr, a_ci = ai - ci;
                T bdr = br + dr, bdi = bi + di, b_dr = br - dr, b_di = bi - di;
                Unsafe.Add(ref yr, o) = acr + bdr;
                Unsafe.Add(ref yi, o) = aci + bdi;
                StoreTurned(ref yr, ref yi, o + s, a_cr + b_di, a_ci - b_dr, w1r, w1i);
                StoreTurned(ref yr, ref yi, o + 2 * s, acr - bdr, aci - bdi, w2r, w2i);
                StoreTurned(ref yr, ref yi, o + 3 * s, a_cr - b_di, a_ci + b_dr, w3r, w3i);
            }
        }
    }

    private void Radix3<T>(ref T xr, ref T xi, ref T yr, ref T yi, nint s)
        where T : struct, ILanes<T>
    {
        nint third = (nint)_groups * s;
        T half = T.Of(0.5), root = T.Of(Math.Sqrt(0.75));
        for (nint p = 0; p < _groups; p++)
        {
            var w = _twiddles.AsSpan((int)p * 4, 4);
            T w1r = T.Of(w[0]), w1i = T.Of(w[1]), w2r = T.Of(w[2]), w2i = T.Of(w[3]);
            for (nint q = 0; q < s; q++)
            {
                var i = q + s * p;
                var o = q + s * 3 * p;
                T ar = Unsafe.Add(ref xr, i), ai = Unsafe.Add(ref xi, i);
                T br = Unsafe.Add(ref xr, i + third), bi = Unsafe.Add(ref xi, i + third);
                T cr = Unsafe.Add(ref xr, i + 2 * third), ci = Unsafe.Add(ref xi, i + 2 * third);
                T sr = br + cr, si = bi + ci, dr = (br - cr) * root, di = (bi - ci) * root;
                T mr = ar - sr * half, mi = ai - si * half;
                Unsafe.Add(ref yr, o) = ar + sr;
                Unsafe.Add(ref yi, o) = ai + si;
                StoreTurned(ref yr, ref yi, o + s, mr + di, mi - dr, w1r, w1i);
                StoreTurned(ref yr, ref yi, o + 2 * s, mr - di, mi + dr, w2r, w2i);
            }
        }
    }

    private void Radix5<T>(ref T xr, ref T xi, ref T yr, ref T yi, nint s)
        where T : struct, ILanes<T>
    {
        nint fifth = (nint)_groups * s;
        T c1 = T.Of(Math.Cos(0.4 * Math.PI)), c2 = T.Of(Math.Cos(0.8 * Math.PI));
        T s1 = T.Of(Math.Sin(0.4 * Math.PI)), s2 = T.Of(Math.Sin(0.8 * Math.PI));
        for (nint p = 0; p < _groups; p++)
        {
            var w = _twiddles.AsSpan((int)p * 8, 8);
            for (nint q = 0; q < s; q++)
            {
                var i = q + s * p;
                var o = q + s * 5 * p;
                T ar = Unsafe.Add(ref xr, i), ai = Unsafe.Add(ref xi, i);
                T br = Unsafe.Add(ref xr, i + fifth), bi = Unsafe.Add(ref xi, i + fifth);
                T cr = Unsafe.Add(ref xr, i + 2 * fifth), ci = Unsafe.Add(ref xi, i + 2 * fifth);
                T dr = Unsafe.Add(ref xr, i + 3 * fifth), di = Unsafe.Add(ref xi, i + 3 * fifth);
                T er = Unsafe.Add(ref xr, i + 4 * fifth), ei = Unsafe.Add(ref xi, i + 4 * fifth);
                T ber = br + er, bei = bi + ei, b_er = br - er, b_ei = bi - ei;
                T cdr = cr + dr, cdi = ci + di, c_dr = cr - dr, c_di = ci - di;
                T m1r = ar + c1 * ber + c2 * cdr, m1i = ai + c1 * bei + c2 * cdi;
                T m2r = ar + c2 * ber + c1 * cdr, m2i = ai + c2 * bei + c1 * cdi;
                T n1r = s1 * b_er + s2 * c_dr, n1i = s1 * b_ei + s2 * c_di;
                T n2r = s2 * b_er - s1 * c_dr, n2i = s2 * b_ei - s1 * c_di;
                Unsafe.Add(ref yr, o) = ar + ber + cdr;
                Unsafe.Add(ref yi, o) = ai + bei + cdi;
                StoreTurned(ref yr, ref yi, o + s, m1r + n1i, m1i - n1r, T.Of(w[0]), T.Of(w[1]));
                StoreTurned(ref yr, ref yi, o + 2 * s, m2r + n2i, m2i - n2r, T.Of(w[2]), T.Of(w[3]));
                StoreTurned(ref yr, ref yi, o + 3 * s, m2r - n2i, m2i + n2r, T.Of(w[4]), T.Of(w[5]));
                StoreTurned(ref yr, ref yi, o + 4 * s, m1r - n1i, m1i + n1r, T.Of(w[6]), T.Of(w[7]));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreTurned<T>(
        ref T yr, ref T yi, nint at, T real, T imaginary, T wr, T wi)
        where T : struct, ILanes<T>
    {
        Unsafe.Add(ref yr, at) = T.MultiplyAdd(real, wr, -(imaginary * wi));
        Unsafe.Add(ref yi, at) = T.MultiplyAdd(real, wi, imaginary * wr);
    }
}
