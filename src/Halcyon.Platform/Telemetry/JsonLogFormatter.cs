using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Halcyon.Platform.Telemetry;

/// <summary>One JSON object a line, for machines: flat, with the same field names everywhere.</summary>
internal sealed class JsonLogFormatter(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "halcyon-json";

    // A log is not a web page: "+" and "<" may stand as they are.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("timestamp", clock.GetUtcNow().ToString("O"));
            json.WriteString("level", LevelName(logEntry.LogLevel));
            json.WriteString("service", "halcyon");
            json.WriteString("source", logEntry.Category);
            json.WriteString("message", logEntry.Formatter(logEntry.State, logEntry.Exception));
            if (!WriteFields(json, logEntry.State))
                WriteRequestId(json, scopeProvider);
            if (logEntry.Exception is { } exception)
                json.WriteString("exception", exception.ToString());
            json.WriteEndObject();
        }

        textWriter.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <returns>Whether a request id was among them.</returns>
    private static bool WriteFields<TState>(Utf8JsonWriter json, TState state)
    {
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> fields)
            return false;

        var hasRequestId = false;
        foreach (var (name, value) in fields)
        {
            // Only our own snake_case fields: the frameworks' may hold addresses and statements.
            if (name.Length == 0 || !char.IsAsciiLetterLower(name[0]))
                continue;

            hasRequestId |= name == "request_id";
            json.WritePropertyName(name);
            switch (value)
            {
                case null: json.WriteNullValue(); break;
                case int number: json.WriteNumberValue(number); break;
                case long number: json.WriteNumberValue(number); break;
                case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
                case bool flag: json.WriteBooleanValue(flag); break;
                default: json.WriteStringValue(value.ToString()); break;
            }
        }

        return hasRequestId;
    }

    /// <summary>What is logged while a request is answered carries its id through the server's scope.</summary>
    private static void WriteRequestId(Utf8JsonWriter json, IExternalScopeProvider? scopeProvider) =>
        scopeProvider?.ForEachScope(
            static (scope, writer) =>
            {
                if (scope is not IReadOnlyList<KeyValuePair<string, object?>> fields)
                    return;

                foreach (var (name, value) in fields)
                {
                    if (name == "RequestId")
                        writer.WriteString("request_id", value?.ToString());
                }
            },
            json);

    private static string LevelName(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        _ => "critical",
    };
}
