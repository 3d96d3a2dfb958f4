using System.Globalization;
using System.Text;

namespace Halcyon.Platform.Telemetry;

internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>All series of one metric name, as Prometheus reads them.</summary>
internal sealed class MetricSeries(string name, string help, MetricKind kind)
{
    /// <summary>Seconds: from a cached answer to a slow upload.</summary>
    private static readonly double[] Bounds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Values> _series = new(StringComparer.Ordinal);

    public void Add(string labels, double amount) => Change(labels, values => values.Sum += amount);

    public void Set(string labels, double value) => Change(labels, values => values.Sum = value);

    public void Observe(string labels, double value) => Change(labels, values =>
    {
        values.Sum += value;
        values.Count++;
        values.Buckets ??= new long[Bounds.Length];
        for (var index = Bounds.Length - 1; index >= 0 && value <= Bounds[index]; index--)
            values.Buckets[index]++;
    });

    /// <summary>Name and value of a label, escaped as the text format wants it.</summary>
    public static string Label(string label, string? value) =>
        $"{label}=\"{value?.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    public void WriteTo(StringBuilder text)
    {
        lock (_gate)
        {
            if (_series.Count == 0)
                return;

            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {kind.ToString().ToLowerInvariant()}\n");
            foreach (var (labels, values) in _series)
            {
                if (kind == MetricKind.Histogram)
                    WriteHistogram(text, labels, values);
                else
                    WriteLine(text, name, labels, values.Sum);
            }
        }
    }

    private void WriteHistogram(StringBuilder text, string labels, Values values)
    {
        var separator = labels.Length == 0 ? string.Empty : ",";
        for (var index = 0; index < Bounds.Length; index++)
            WriteLine(text, name + "_bucket", $"{labels}{separator}le=\"{Bounds[index].ToString(CultureInfo.InvariantCulture)}\"", values.Buckets![index]);

        WriteLine(text, name + "_bucket", $"{labels}{separator}le=\"+Inf\"", values.Count);
        WriteLine(text, name + "_sum", labels, values.Sum);
        WriteLine(text, name + "_count", labels, values.Count);
    }

    private static void WriteLine(StringBuilder text, string name, string labels, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"{name}{(labels.Length == 0 ? string.Empty : "{" + labels + "}")} {value}\n");

    private void Change(string labels, Action<Values> change)
    {
        lock (_gate)
        {
            if (!_series.TryGetValue(labels, out var values))
                _series[labels] = values = new Values();
            change(values);
        }
    }

    private sealed class Values
    {
        public double Sum { get; set; }

        public long Count { get; set; }

        public long[]? Buckets { get; set; }
    }
}
