using System.Numerics;
using System.Runtime.Intrinsics;

namespace Halcyon.Signals.Spectra;

/// <summary>Numbers that are added and multiplied together.</summary>
internal interface ILanes<T>
    where T : struct, ILanes<T>
{
    static abstract T Of(double value);

    static abstract T operator +(T left, T right);

    static abstract T operator -(T left, T right);

    static abstract T operator -(T value);

    static abstract T operator *(T left, T right);

    /// <summary>left·right + addend, rounded once where the processor can.</summary>
    static abstract T MultiplyAdd(T left, T right, T addend);
}

/// <summary>One vector.</summary>
internal readonly struct SingleVector(Vector<double> values) : ILanes<SingleVector>
{
    private readonly Vector<double> _values = values;

    public static SingleVector Of(double value) => new(new Vector<double>(value));

    public static SingleVector operator +(SingleVector left, SingleVector right) => new(left._values + right._values);

    public static SingleVector operator -(SingleVector left, SingleVector right) => new(left._values - right._values);

    public static SingleVector operator -(SingleVector value) => new(-value._values);

    public static SingleVector operator *(SingleVector left, SingleVector right) => new(left._values * right._values);

    public static SingleVector MultiplyAdd(SingleVector left, SingleVector right, SingleVector addend) =>
        new(Vector.MultiplyAddEstimate(left._values, right._values, addend._values));
}

/// <summary>Two vectors of four that lie side by side, in a register of eight.</summary>
internal readonly struct DoubleVector(Vector512<double> values) : ILanes<DoubleVector>
{
    private readonly Vector512<double> _values = values;

    public static DoubleVector Of(double value) => new(Vector512.Create(value));

    public static DoubleVector operator +(DoubleVector left, DoubleVector right) => new(left._values + right._values);

    public static DoubleVector operator -(DoubleVector left, DoubleVector right) => new(left._values - right._values);

    public static DoubleVector operator -(DoubleVector value) => new(-value._values);

    public static DoubleVector operator *(DoubleVector left, DoubleVector right) => new(left._values * right._values);

    public static DoubleVector MultiplyAdd(DoubleVector left, DoubleVector right, DoubleVector addend) =>
        new(Vector512.MultiplyAddEstimate(left._values, right._values, addend._values));
}
