using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json;

namespace Halcyon.Platform.Telemetry;

/// <summary>Listens to the meters of the web server, the database driver and every module, and writes them as Prometheus text.</summary>
/// <remarks>A module's instrument appears under its own name in snake_case; it needs no registration beyond a meter named `Halcyon…`.</remarks>
internal sealed class Metrics : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private readonly IMeterFactory _factory;

    public Metrics(IMeterFactory factory)
    {
        _factory = factory;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (RecorderFor(instrument) is { } recorder)
                listener.EnableMeasurementEvents(instrument, recorder);
        };
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<float>(static (_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => Record(value, tags, state));
        _listener.Start();
    }

    private delegate void Recorder(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags);

    /// <summary>A value that is known only when asked for, such as the depth of a queue.</summary>
    public void Set(string name, string help, double value) => Series(name, help, MetricKind.Gauge).Set(string.Empty, value);

    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder(4096);
        foreach (var (_, series) in _series.OrderBy(series => series.Key, StringComparer.Ordinal))
            series.WriteTo(text);
        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private static void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state) => ((Recorder)state!)(value, tags);

    private Recorder? RecorderFor(Instrument instrument)
    {
        // Several servers may run in one process, as in tests: each counts its own.
        if (instrument.Meter.Scope is { } scope && !ReferenceEquals(scope, _factory))
            return null;

        return (instrument.Meter.Name, instrument.Name) switch
        {
            ("Microsoft.AspNetCore.Hosting", "http.server.request.duration") => HttpRequests(),
            ("Microsoft.AspNetCore.Server.Kestrel", "kestrel.active_connections") => Sum("active_connections", "Open connections to the server.", MetricKind.Gauge),
            ("Npgsql", "db.client.operation.duration") => Histogram("database_query_duration_seconds", "How long commands to the database took."),
            var (meter, name) when meter.StartsWith("Halcyon", StringComparison.Ordinal) => OfModule(instrument, SnakeCase(name)),
            _ => null,
        };
    }

    private Recorder HttpRequests()
    {
        var total = Series("http_requests_total", "Requests answered.", MetricKind.Counter);
        var duration = Series("http_request_duration_seconds", "How long answering took, by route pattern.", MetricKind.Histogram);
        return (value, tags) =>
        {
            string? route = null, method = null, status = null;
            foreach (var (key, tag) in tags)
            {
                switch (key)
                {
                    case "http.route": route = tag?.ToString(); break;
                    case "http.request.method": method = tag?.ToString(); break;
                    case "http.response.status_code": status = tag?.ToString(); break;
                }
            }

            var labels = string.Join(',', MetricSeries.Label("method", method), MetricSeries.Label("route", route ?? "(none)"), MetricSeries.Label("status", status));
            total.Add(labels, 1);
            duration.Observe(labels, value);
        };
    }

    private Recorder OfModule(Instrument instrument, string name)
    {
        var help = instrument.Description ?? name;
        var type = instrument.GetType().GetGenericTypeDefinition();
        if (type == typeof(Histogram<>))
            return Histogram(instrument.Unit == "s" && !name.EndsWith("_seconds", StringComparison.Ordinal) ? name + "_seconds" : name, help);
        if (type == typeof(Counter<>))
            return Sum(name.EndsWith("_total", StringComparison.Ordinal) ? name : name + "_total", help, MetricKind.Counter);
        if (type == typeof(UpDownCounter<>))
            return Sum(name, help, MetricKind.Gauge);

        var isCounter = type == typeof(ObservableCounter<>);
        var series = Series(isCounter && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name, help, isCounter ? MetricKind.Counter : MetricKind.Gauge);
        return (value, tags) => series.Set(Labels(tags), value);
    }

    private Recorder Sum(string name, string help, MetricKind kind)
    {
        var series = Series(name, help, kind);
        // The server's own tags (address, port, protocol) would split what is asked for as one number.
        return kind == MetricKind.Counter ? (value, tags) => series.Add(Labels(tags), value) : (value, _) => series.Add(string.Empty, value);
    }

    private Recorder Histogram(string name, string help)
    {
        var series = Series(name, help, MetricKind.Histogram);
        return name.StartsWith("database", StringComparison.Ordinal)
            ? (value, _) => series.Observe(string.Empty, value)
            : (value, tags) => series.Observe(Labels(tags), value);
    }

    private MetricSeries Series(string name, string help, MetricKind kind) => _series.GetOrAdd(name, _ => new MetricSeries(name, help, kind));

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new List<string>(tags.Length);
        foreach (var (key, value) in tags)
            labels.Add(MetricSeries.Label(SnakeCase(key), value?.ToString()));
        labels.Sort(StringComparer.Ordinal);
        return string.Join(',', labels);
    }

    private static string SnakeCase(string name) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(name).Replace('.', '_').Replace('-', '_');
}
