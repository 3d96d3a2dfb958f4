using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Halcyon.Signals.Cleaning.Components;

/// <summary>The inner loops of component analysis, on rows of <see cref="SampleRows"/>.</summary>
/// <remarks>
/// Four rows by two vectors are summed in registers: eight independent sums hide the latency of multiply-add, and six
/// loads feed eight of them. What they give does not depend on how many threads share the rows.
/// </remarks>
internal static unsafe class RowKernels
{
    // Rows ahead whose cache lines are asked for when rows are taken in random order.
    private const int Ahead = 16;

    /// <summary>output[t] = input[order[t]] · matrix: each row times an inner × stride matrix.</summary>
    /// <param name="order">Which rows, or null for the first <paramref name="rows"/>.</param>
    /// <param name="matrix">Row j at matrix + j·stride, as wide as the output's padded rows.</param>
    public static void Multiply(double* input, int inputStride, int* order, int rows, double* matrix, int inner, double* output, int stride)
    {
        var t = 0;
        for (; t + 4 <= rows; t += 4)
        {
            double* x0, x1, x2, x3;
            if (order is null)
            {
                x0 = input + (nint)t * inputStride;
                x1 = x0 + inputStride;
                x2 = x1 + inputStride;
                x3 = x2 + inputStride;
            }
            else
            {
                x0 = input + (nint)order[t] * inputStride;
                x1 = input + (nint)order[t + 1] * inputStride;
                x2 = input + (nint)order[t + 2] * inputStride;
                x3 = input + (nint)order[t + 3] * inputStride;
                Prefetch(input, inputStride, order, t + Ahead, rows);
            }

            var to = output + (nint)t * stride;
            for (var c = 0; c < stride; c += 2 * Vector<double>.Count)
                MultiplyFour(x0, x1, x2, x3, matrix + c, inner, to + c, stride);
        }

        for (; t < rows; t++)
            MultiplyOne(input + (nint)(order is null ? t : order[t]) * inputStride, matrix, inner, output + (nint)t * stride, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(double* input, int inputStride, int* order, int first, int rows)
    {
        if (!Sse.IsSupported)
            return;
        for (var t = first; t < Math.Min(first + 4, rows); t++)
        {
            var row = input + (nint)order[t] * inputStride;
            for (var c = 0; c < inputStride; c += 8)
                Sse.Prefetch0(row + c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyFour(double* x0, double* x1, double* x2, double* x3, double* matrix, int inner, double* to, int stride)
    {
        var n = Vector<double>.Count;
        Vector<double> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        for (var j = 0; j < inner; j++, matrix += stride)
        {
            var m0 = Vector.Load(matrix);
            var m1 = Vector.Load(matrix + n);
            var x = Vector.Create(x0[j]);
            a0 = Vector.FusedMultiplyAdd(x, m0, a0);
            a1 = Vector.FusedMultiplyAdd(x, m1, a1);
            x = Vector.Create(x1[j]);
            b0 = Vector.FusedMultiplyAdd(x, m0, b0);
            b1 = Vector.FusedMultiplyAdd(x, m1, b1);
            x = Vector.Create(x2[j]);
            c0 = Vector.FusedMultiplyAdd(x, m0, c0);
            c1 = Vector.FusedMultiplyAdd(x, m1, c1);
            x = Vector.Create(x3[j]);
            d0 = Vector.FusedMultiplyAdd(x, m0, d0);
            d1 = Vector.FusedMultiplyAdd(x, m1, d1);
        }

        Vector.Store(a0, to);
        Vector.Store(a1, to + n);
        Vector.Store(b0, to += stride);
        Vector.Store(b1, to + n);
        Vector.Store(c0, to += stride);
        Vector.Store(c1, to + n);
        Vector.Store(d0, to += stride);
        Vector.Store(d1, to + n);
    }

    private static void MultiplyOne(double* x, double* matrix, int inner, double* to, int stride)
    {
        for (var c = 0; c < stride; c += Vector<double>.Count)
        {
            Vector<double> sum = default;
            for (var j = 0; j < inner; j++)
                sum = Vector.FusedMultiplyAdd(Vector.Create(x[j]), Vector.Load(matrix + (nint)j * stride + c), sum);
            Vector.Store(sum, to + c);
        }
    }

    /// <summary>sum[i, :] += Σ over rows of left[t, i] · right[t, :].</summary>
    /// <param name="leftStride">A multiple of 4; as many rows of <paramref name="sum"/> are added to.</param>
    public static void AddOuter(double* left, int leftStride, double* right, int stride, int rows, double* sum)
    {
        var n = Vector<double>.Count;
        for (var i = 0; i < leftStride; i += 4)
        {
            for (var c = 0; c < stride; c += 2 * n)
                AddOuterBlock(left + i, leftStride, right + c, stride, rows, sum + (nint)i * stride + c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddOuterBlock(double* left, int leftStride, double* right, int stride, int rows, double* to)
    {
        var n = Vector<double>.Count;
        Vector<double> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        for (var t = 0; t < rows; t++, left += leftStride, right += stride)
        {
            var r0 = Vector.Load(right);
            var r1 = Vector.Load(right + n);
            var x = Vector.Create(left[0]);
            a0 = Vector.FusedMultiplyAdd(x, r0, a0);
            a1 = Vector.FusedMultiplyAdd(x, r1, a1);
            x = Vector.Create(left[1]);
            b0 = Vector.FusedMultiplyAdd(x, r0, b0);
            b1 = Vector.FusedMultiplyAdd(x, r1, b1);
            x = Vector.Create(left[2]);
            c0 = Vector.FusedMultiplyAdd(x, r0, c0);
            c1 = Vector.FusedMultiplyAdd(x, r1, c1);
            x = Vector.Create(left[3]);
            d0 = Vector.FusedMultiplyAdd(x, r0, d0);
            d1 = Vector.FusedMultiplyAdd(x, r1, d1);
        }

        Add(a0, a1, to);
        Add(b0, b1, to + stride);
        Add(c0, c1, to + 2 * stride);
        Add(d0, d1, to + 3 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Vector<double> first, Vector<double> second, double* to)
    {
        Vector.Store(Vector.Load(to) + first, to);
        Vector.Store(Vector.Load(to + Vector<double>.Count) + second, to + Vector<double>.Count);
    }

    /// <summary>tanh of each lane, within 3·10⁻¹⁶ of it.</summary>
    /// <remarks>
    /// (1 − e)/(1 + e) with e = exp(−2|x|) by Cody and Waite's reduction (Software Manual for the Elementary Functions,
    /// 1980) and the series to the 12th power, whose remainder at |r| ≤ ln 2/2 is 1.7·10⁻¹⁶. Near 0 the error is absolute.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Tanh(Vector<double> x)
    {
        const double roundingShift = 6755399441055744.0;
        var y = Vector.Max(Vector.Abs(x) * -2.0, Vector.Create(-60.0));
        var shifted = Vector.FusedMultiplyAdd(y, Vector.Create(1.4426950408889634), Vector.Create(roundingShift));
        var k = shifted - Vector.Create(roundingShift);
        var r = Vector.FusedMultiplyAdd(k, Vector.Create(-0.69314718036912382), y);
        r = Vector.FusedMultiplyAdd(k, Vector.Create(-1.9082149292705877e-10), r);
        var r2 = r * r;
        var r4 = r2 * r2;
        var low = Vector.FusedMultiplyAdd(
            Vector.FusedMultiplyAdd(r, Vector.Create(1 / 6.0), Vector.Create(0.5)), r2, r + Vector<double>.One);
        var middle = Vector.FusedMultiplyAdd(
            Vector.FusedMultiplyAdd(r, Vector.Create(1 / 5040.0), Vector.Create(1 / 720.0)), r2,
            Vector.FusedMultiplyAdd(r, Vector.Create(1 / 120.0), Vector.Create(1 / 24.0)));
        var high = Vector.FusedMultiplyAdd(
            Vector.FusedMultiplyAdd(r, Vector.Create(1 / 39916800.0), Vector.Create(1 / 3628800.0)), r2,
            Vector.FusedMultiplyAdd(r, Vector.Create(1 / 362880.0), Vector.Create(1 / 40320.0)));
        high = Vector.FusedMultiplyAdd(r4, Vector.Create(1 / 479001600.0), high);
        var e = Vector.FusedMultiplyAdd(Vector.FusedMultiplyAdd(high, r4, middle), r4, low);
        // The shifted sum holds k in its lowest bits; moved to the exponent's place they multiply by 2^k.
        e = Vector.AsVectorDouble(Vector.AsVectorInt64(e) + (Vector.AsVectorInt64(shifted) << 52));
        return Vector.CopySign((Vector<double>.One - e) / (Vector<double>.One + e), x);
    }
}
